package import CatgaScanner

/// A loop in a handler can end: it breaks, returns, throws, or asks whether the task was cancelled.
package struct EndlessLoopRule: Rule {
    package static let id = "CATGA0092"
    package static let title = "loop without a way out in a handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method has a `while true` loop in which nothing could end it: no `break`, `return`, "
            + "`throw` or `try`, and no look at `Task.isCancelled`.",
        why: "The message is never done. Its caller waits for ever, a deadline cannot stop it, and shutting "
            + "down waits for the whole grace period.",
        fix: "Loop while `!Task.isCancelled`, or call `try Task.checkCancellation()` in the loop. Work that is "
            + "to go on for ever belongs beside the node, not in a handler.",
        before: """
            func on(_ event: Started) async {
                while true { await poll() }
            }
            """,
        after: """
            func on(_ event: Started) async {
                while !Task.isCancelled { await poll() }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .endlessLoop) { handler, fact in
            (
                "this '\(fact.text)' in \(handler.described) never ends, not even when it is cancelled",
                "loop while `!Task.isCancelled`, or call `try Task.checkCancellation()` inside"
            )
        }
    }
}
