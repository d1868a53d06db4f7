package import CatgaScanner

/// Events carry no passwords, keys or tokens. A member is taken for one if its name ends in a word for a secret and
/// its type is text or bytes.
package struct SecretInEventRule: Rule {
    package static let id = "CATGA0110"
    package static let title = "member of an event that looks like a secret"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A member of an event is called like a secret (`password`, `apiKey`, `accessToken`, `cardNumber` "
            + "and the like) and holds text or bytes.",
        why: "An event goes to everybody who listens, today and later, and is kept by brokers, dead letters "
            + "and logs.",
        fix: "Send what the listeners need: an id, that it changed, or a reference to where those who may can "
            + "read it.",
        before: """
            struct PasswordChanged: Event {
                var userID: UInt64
                var newPassword: String
            }
            """,
        after: """
            struct PasswordChanged: Event {
                var userID: UInt64
            }
            """
    )

    /// Lowercase words, as they stand at the end of a name.
    private static let endings: [[String]] = [
        ["password"], ["passwd"], ["passphrase"], ["secret"], ["private", "key"], ["api", "key"], ["secret", "key"],
        ["access", "token"], ["refresh", "token"], ["auth", "token"], ["bearer", "token"], ["session", "token"],
        ["card", "number"], ["cvv"], ["cvc"], ["credentials"],
    ]

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter { $0.kind.isEvent }.flatMap { event in
            event.fields.filter { isTextOrBytes($0.type.value) && isSecret($0.name) }.map { field in
                finding(
                    at: field.place,
                    "\(event.describe(field)) looks like a secret, and an event is heard and kept by everybody who listens",
                    hint: "send an id, or that it changed; if it is no secret, suppress this and say so"
                )
            }
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let words = NameWords.of(withoutBackticks(name))
        return endings.contains { words.count >= $0.count && Array(words.suffix($0.count)) == $0 }
    }

    private static func isTextOrBytes(_ type: WireType?) -> Bool {
        switch type {
        case .string, .array(.scalar(.uint8)): true
        case .optional(let wrapped): isTextOrBytes(wrapped)
        default: false
        }
    }
}
