package import CatgaScanner

/// What was shipped keeps its form.
package struct BreakingChangeRule: Rule {
    package static let id = "CATGA0063"
    package static let title = "change that breaks what was shipped"
    package static let explanation = Explanation(
        what: "A message or payload differs from what `catga.lock` holds, and neither do new nodes read what old ones "
            + "wrote, nor old nodes what new ones write; or both do, and read something else than was written.",
        why:
            "Members and cases are told apart by their places and numbers. Nodes that still run, streams and stores "
            + "hold the old bytes.",
        fix:
            "Leave what was shipped as it is: append members with a default value, append cases, or declare a new "
            + "message. Before anything runs anywhere, `catga-gen lock --accept-breaking` begins anew.",
        before: """
            struct PlaceOrder: Command {
                var shop: UInt64  // put in front of what was shipped
                var customerID: UInt64
            }
            """,
        after: """
            struct PlaceOrder: Command {
                var customerID: UInt64
                var shop: UInt64 = 0
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.changes.filter { $0.compatibility == .breaking && !$0.isRemoval }
            .map { finding(at: $0.place, $0.message, hint: $0.hint) }
    }
}
