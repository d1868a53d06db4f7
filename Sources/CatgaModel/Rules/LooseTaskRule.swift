package import CatgaScanner

/// A handler of a command or a reliable event has done its work when it returns.
package struct LooseTaskRule: Rule {
    package static let id = "CATGA0101"
    package static let title = "task that a handler does not wait for"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method of a command or a reliable event starts a `Task` and waits for neither its end "
            + "nor its error.",
        why: "The message counts as handled when the method returns. What the task fails at is seen by nobody "
            + "and is not tried again, and a process that ends takes it along.",
        fix: "Make the handler async and await the work; for several things at once use a task group or `async "
            + "let`.",
        before: """
            func on(_ event: OrderPlaced) {
                Task { try await mail.send(event.orderID) }
            }
            """,
        after: """
            func on(_ event: OrderPlaced) async throws {
                try await mail.send(event.orderID)
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .looseTask, where: view.mustNotLose) { handler, fact in
            (
                "nobody waits for this task in \(handler.described), so the message counts as handled before its work is done",
                "make the handler async and await the work, with a task group or `async let` for several things at once"
            )
        }
    }
}
