package import CatgaScanner

/// Every member of a struct with `Layout.fixed` has a fixed size.
package struct FixedLayoutRule: Rule {
    package static let id = "CATGA0050"
    package static let title = "member of varying size in a fixed layout"
    package static let explanation = Explanation(
        what: "A struct with `Layout.fixed` has a member whose size depends on its value.",
        why: "The fixed layout is a C struct: all values take the same bytes, so that arrays of it are one block.",
        fix: "Use numbers, `Bool`, integer enums, `Date`, `UUID`, `Duration`, `Decimal`, optionals of those, and "
            + "structs that are fixed themselves; or remove the layout.",
        before: """
            struct Sample: Payload {
                static let layout = Layout.fixed
                var sensor: String
                var value: Double
            }
            """,
        after: """
            struct Sample: Payload {
                static let layout = Layout.fixed
                var sensor: UInt32
                var value: Double
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter { $0.layout.layout == .fixed && $0.form == .struct }.flatMap { payload in
            payload.fields.compactMap { field in
                guard let type = field.type.value, type.fixedLayout == nil else { return nil }
                return finding(
                    at: field.place,
                    "\(payload.describe(field)) has no fixed size, and the layout of '\(payload.name.qualified)' is fixed",
                    hint:
                        "use a number, or a struct with `static let layout = Layout.fixed`; or remove the layout from "
                        + "'\(payload.name.qualified)'"
                )
            }
        }
    }
}
