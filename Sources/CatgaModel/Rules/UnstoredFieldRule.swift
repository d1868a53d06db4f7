package import CatgaScanner

/// Fields are stored as they are written: no property wrappers, no attached macros, no `lazy`, and no `let` that has
/// its value already.
package struct UnstoredFieldRule: Rule {
    package static let id = "CATGA0023"
    package static let title = "field that cannot be read back"
    package static let explanation = Explanation(
        what: "A field has a property wrapper or a macro attached, is `lazy`, or is a `let` with an initial value.",
        why: "The decoder sets every field to what was received: a `let` that has a value cannot be set, and what a "
            + "wrapper or a macro stores cannot be seen from the source.",
        fix: "Write a plain `var`; a constant that is the same for all values belongs in a `static let`.",
        before: """
            struct OrderPlaced: Event {
                let version: Int32 = 2
            }
            """,
        after: """
            struct OrderPlaced: Event {
                var version: Int32 = 2
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload in payload.fields.compactMap { refuse($0, of: payload) } }
    }

    private static func refuse(_ field: Field, of payload: Payload) -> Finding? {
        let name = payload.describe(field)
        if let attribute = field.foreignAttributes.first {
            return finding(
                at: field.place,
                "\(name) has the attribute '@\(attribute)', and what that stores cannot be seen from the source",
                hint: "remove `@\(attribute)`; check or change values where they are used, or in an initializer"
            )
        }
        if field.isLazy {
            return finding(
                at: field.place,
                "\(name) is lazy, so it may have no value when the message is sent",
                hint: "remove `lazy`, or make it a computed property, which is not sent"
            )
        }
        if field.isLet, field.initialValue != nil {
            return finding(
                at: field.place,
                "\(name) is a constant that has its value already, so it cannot be set to what was received",
                hint: "write `var`, or `static let` if it is the same for all values"
            )
        }
        return nil
    }
}
