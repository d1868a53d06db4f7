package import CatgaScanner

/// Requests are handled by `handle(_:)`, events by `on(_:)`.
package struct HandlerKindRule: Rule {
    package static let id = "CATGA0014"
    package static let title = "event handled by 'handle', or request by 'on'"
    package static let explanation = Explanation(
        what: "A method is named `handle` but takes an event, or `on` but takes a command or a query.",
        why: "The name tells the reader whether this is the one answer to a request or one of many listeners.",
        fix: "Rename the method.",
        before: """
            struct Mails: Handlers { func handle(_ event: OrderPlaced) { … } }
            """,
        after: """
            struct Mails: Handlers { func on(_ event: OrderPlaced) { … } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlers.compactMap { handler in
            guard let name = handler.method.message.value, let message = view.payload(named: name) else { return nil }
            let expected: HandlerMethod.Name = message.kind.isRequest ? .handle : .on
            guard handler.method.name != expected else { return nil }
            return finding(
                at: handler.method.place,
                "the \(message.kind.word) '\(name.qualified)' cannot be handled by a method named "
                    + "'\(handler.method.name.rawValue)'",
                hint: "write `func \(expected.rawValue)(_ \(message.kind.isRequest ? message.kind.word : "event"): "
                    + "\(name.qualified))`"
            )
        }
    }
}
