package import CatgaScanner

/// A handler does not send or publish the type of message that it handles.
package struct SelfSendRule: Rule {
    package static let id = "CATGA0103"
    package static let title = "handler that sends its own message"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method sends a new message of the type that it is handling.",
        why: "The new message meets the same handler, and so on: in one process until the stack or memory "
            + "ends, between processes until somebody notices.",
        fix: "Call a function of your own where the work is repeated; where a chain is really meant, suppress "
            + "this finding and say what ends it.",
        before: """
            func on(_ event: Ticked) async throws {
                try await node.publish(Ticked(number: event.number + 1))
            }
            """,
        after: """
            func on(_ event: Ticked) async throws {
                try await clock.next(event.number + 1)
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.handlersWithFacts.flatMap { handler in
            handler.method.body.compactMap { fact in
                guard let sent = fact.message, sent == handler.method.message.value else { return nil }
                return finding(
                    at: fact.place,
                    "\(handler.described) sends a '\(sent.qualified)' itself, and so may never come to an end",
                    hint:
                        "repeat the work in a function of your own, or say what ends the chain where you suppress this"
                )
            }
        }
    }
}
