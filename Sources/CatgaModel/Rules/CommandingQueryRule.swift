package import CatgaScanner

/// The handler of a query does not send commands.
package struct CommandingQueryRule: Rule {
    package static let id = "CATGA0104"
    package static let title = "query whose handler sends a command"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "The handler of a query sends a command.",
        why: "A query only reads, and is therefore asked again freely: after a time-out, of another node, by a "
            + "cache. Each time the command would be carried out again.",
        fix: "Make the request a command, or send the command where the answer is used.",
        before: """
            func handle(_ query: GetCart) async throws -> Cart {
                try await node.send(CreateCart(customerID: query.customerID))
            }
            """,
        after: """
            func handle(_ command: OpenCart) async throws -> Cart {
                try await node.send(CreateCart(customerID: command.customerID))
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.handlersWithFacts.flatMap { handler -> [Finding] in
            guard let query = view.message(of: handler), query.kind == .query else { return [] }
            return handler.method.body.compactMap { fact in
                guard case .send(let sent) = fact.kind, view.payload(named: sent)?.kind == .command else { return nil }
                return finding(
                    at: fact.place,
                    "\(handler.described) sends the command '\(sent.qualified)', although a query may be asked again at "
                        + "any time",
                    hint:
                        "make '\(query.name.qualified)' a command, or send '\(sent.qualified)' where the answer is used"
                )
            }
        }
    }
}
