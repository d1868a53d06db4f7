package import CatgaScanner

/// The type of every field, and every reply, has a wire form.
package struct UnsupportedFieldRule: Rule {
    package static let id = "CATGA0020"
    package static let title = "field or reply type without a wire form"
    package static let explanation = Explanation(
        what: "A field of a message or payload, or a request's reply, has a type that cannot be written to bytes.",
        why:
            "The generator writes an encoder for each type it can see. It never guesses about others, as a wrong guess "
            + "would only be noticed by the receiver.",
        fix:
            "Use numbers, `Bool`, `String`, `[UInt8]`, `Date`, `UUID`, `Duration`, `Decimal`, structs and enums marked "
            + "`Payload`, and arrays, sets, dictionaries and optionals of those.",
        before: """
            struct OrderPlaced: Event {
                var total: (amount: Int64, currency: String)
            }
            """,
        after: """
            struct Money: Payload { var amount: Int64; var currency: String }
            struct OrderPlaced: Event {
                var total: Money
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.flatMap { payload in
            payload.fields.compactMap { refuse($0, of: payload) } + payload.cases.flatMap { refuse($0, of: payload) }
                + refuseReply(of: payload)
        }
    }

    private static func refuse(_ field: Field, of payload: Payload) -> Finding? {
        // A field that cannot be one at all is reported for that; its type matters only afterwards.
        guard !field.isHidden, !field.isNotPlainlyStored, case .refused(let reason, let hint) = field.type else {
            return nil
        }
        return finding(at: field.place, "\(payload.describe(field)) cannot be sent: \(reason)", hint: hint)
    }

    private static func refuse(_ unionCase: UnionCase, of payload: Payload) -> [Finding] {
        unionCase.values.compactMap { value in
            guard case .refused(let reason, let hint) = value.type else { return nil }
            let name = "'\(payload.name.qualified).\(withoutBackticks(unionCase.name))'"
            return finding(at: value.place, "a value of \(name) cannot be sent: \(reason)", hint: hint)
        }
    }

    private static func refuseReply(of payload: Payload) -> [Finding] {
        guard case .value(_, .refused(let reason, let hint), let place) = payload.reply else { return [] }
        return [finding(at: place, "the reply of '\(payload.name.qualified)' cannot be sent: \(reason)", hint: hint)]
    }
}
