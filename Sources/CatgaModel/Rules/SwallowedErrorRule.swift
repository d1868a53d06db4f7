package import CatgaScanner

/// A handler of a command or a reliable event does not catch an error and do nothing.
package struct SwallowedErrorRule: Rule {
    package static let id = "CATGA0100"
    package static let title = "error that a handler swallows"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method of a command or a reliable event has an empty `catch {}`.",
        why: "The caller is told that all went well, and a reliable event counts as handled: it is not "
            + "delivered again.",
        fix: "Throw it on, or a better error; or say in a comment inside the braces why it does not matter.",
        before: """
            func on(_ event: OrderPlaced) async {
                do { try await mail.send(event.orderID) } catch {}
            }
            """,
        after: """
            func on(_ event: OrderPlaced) async throws {
                try await mail.send(event.orderID)
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .swallowedError, where: view.mustNotLose) { handler, fact in
            (
                "the error caught here in \(handler.described) is lost, and the message counts as handled",
                "throw it on, or say in a comment inside the braces why it does not matter"
            )
        }
    }
}
