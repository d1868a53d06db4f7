package import CatgaScanner

/// A payload that no other module can see is part of a message or a reply, or is named somewhere else in its
/// module.
package struct UnusedPayloadRule: Rule {
    package static let id = "CATGA0120"
    package static let title = "payload that nothing uses"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A type marked `Payload` is used by no message, reply or other payload, and its name stands "
            + "nowhere else in the module.",
        why: "Code is generated and compiled for it, and nobody can send it.",
        fix: "Remove it, or the mark `Payload`.",
        before: """
            struct OldAddress: Payload { var street: String }
            """,
        after: """
            struct MoveHouse: Command { var to: Address }
            struct Address: Payload { var street: String }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter { view.model.unusedPayloads.contains($0.name) }.map { payload in
            finding(
                at: payload.place,
                "nothing uses the payload '\(payload.name.qualified)'",
                hint: "remove it, or the mark `Payload`"
            )
        }
    }
}
