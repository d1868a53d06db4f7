package import CatgaScanner

/// An event is not named like an order to do something. Only names are judged that begin with a verb which is no
/// noun as well, and in which nothing says that it has happened.
package struct EventNameRule: Rule {
    package static let id = "CATGA0115"
    package static let title = "event with the name of a command"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "An event is named in the imperative: `CreateOrder`, `SendMail`.",
        why: "An event says what has happened, and nobody has to do anything about it. A reader of "
            + "`CreateOrder` looks for the one handler that does it.",
        fix: "Name it for what has happened: `OrderCreated`. If it does ask for something, make it a "
            + "`Command`.",
        before: """
            struct CreateOrder: Event { var orderID: UInt64 }
            """,
        after: """
            struct OrderCreated: Event { var orderID: UInt64 }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { event in
            let name = event.name.qualified.lastComponent
            guard event.kind.isEvent, NameWords.isImperative(NameWords.of(name)) else { return nil }
            return finding(
                at: event.place,
                "the \(event.kind.word) '\(event.name.qualified)' is named like a command",
                hint: "name it for what has happened, as in 'OrderCreated'; or make it a `Command`"
            )
        }
    }
}
