package import CatgaScanner

/// No field of a message or payload stands inside `#if`.
package struct ConditionalFieldRule: Rule {
    package static let id = "CATGA0022"
    package static let title = "field inside #if"
    package static let explanation = Explanation(
        what: "A field of a message or payload exists only under a compilation condition.",
        why: "Two builds would write different bytes under one name, and neither side would notice.",
        fix: "Make the field optional and always there, or put the whole message inside `#if`.",
        before: """
            struct OrderPlaced: Event {
                var orderID: UInt64
                #if DEBUG
                var note: String
                #endif
            }
            """,
        after: """
            struct OrderPlaced: Event {
                var orderID: UInt64
                var note: String?
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload in
            payload.fields.filter { !$0.conditions.isEmpty }.map { field in
                finding(
                    at: field.place,
                    "\(payload.describe(field)) exists only if '\(field.conditions.joined(separator: " && "))', but "
                        + "all builds must agree on the bytes",
                    hint: "move it out of `#if`, and make it optional if it may be missing"
                )
            }
        }
    }
}
