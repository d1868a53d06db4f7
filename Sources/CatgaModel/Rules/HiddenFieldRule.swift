package import CatgaScanner

/// Generated code, which stands in a file of its own, can name every payload and read and write all its fields.
package struct HiddenFieldRule: Rule {
    package static let id = "CATGA0021"
    package static let title = "type or field hidden from generated code"
    package static let explanation = Explanation(
        what: "A message, a payload or one of its fields is `private` or `fileprivate`, or a field is `private(set)`.",
        why: "The encoder reads every field and the decoder sets it, in an extension in another file.",
        fix: "Leave the access away (internal is enough), or move what must not be sent out of the message.",
        before: """
            struct OrderPlaced: Event {
                private var orderID: UInt64
            }
            """,
        after: """
            struct OrderPlaced: Event {
                var orderID: UInt64
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload in
            refuseType(payload) + payload.fields.compactMap { refuse($0, of: payload) }
        }
    }

    private static func refuseType(_ payload: Payload) -> [Finding] {
        guard payload.access <= .fileprivate else { return [] }
        return [
            finding(
                at: payload.place,
                "the \(payload.kind.word) '\(payload.name.qualified)' is \(payload.access.rawValue), and generated "
                    + "code stands in another file",
                hint: "remove `\(payload.access.rawValue)` from it and from the types around it"
            )
        ]
    }

    private static func refuse(_ field: Field, of payload: Payload) -> Finding? {
        guard field.isHidden else { return nil }
        if field.access <= .fileprivate {
            return finding(
                at: field.place,
                "\(payload.describe(field)) is \(field.access.rawValue), and generated code stands in another file",
                hint: "remove `\(field.access.rawValue)`"
            )
        }
        return finding(
            at: field.place,
            "\(payload.describe(field)) can only be set in its own file, and generated code stands in another",
            hint: "remove `private(set)`, or write `let` instead of `var`"
        )
    }
}
