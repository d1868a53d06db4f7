package import CatgaScanner

/// An async handler does not hold its thread: no `sleep`, no waiting for a semaphore, no `DispatchQueue.sync`.
package struct BlockingCallRule: Rule {
    package static let id = "CATGA0080"
    package static let title = "blocking call in an async handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "An async handler method calls something that holds the thread until it is done: `sleep`, "
            + "`usleep`, `Thread.sleep`, `wait()` of a semaphore or a dispatch group, or `sync` of a dispatch "
            + "queue.",
        why: "Swift runs all async work on about as many threads as there are cores. A handler that holds one "
            + "slows down every other, and as many as there are cores stop the process.",
        fix: "Await instead: `try await Task.sleep(for:)`, an `AsyncStream`, an actor. State that is only "
            + "guarded for a moment belongs in a `Mutex`, which is not meant here.",
        before: """
            func on(_ event: OrderPlaced) async {
                Thread.sleep(forTimeInterval: 1)
            }
            """,
        after: """
            func on(_ event: OrderPlaced) async throws {
                try await Task.sleep(for: .seconds(1))
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .blockingCall, where: \.isAsync) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) holds a thread that all async code shares",
                "await instead, as with `try await Task.sleep(for:)` or an actor"
            )
        }
    }
}
