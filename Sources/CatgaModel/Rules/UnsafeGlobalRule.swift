package import CatgaScanner

/// A handler does not use the module's `nonisolated(unsafe)` variables.
package struct UnsafeGlobalRule: Rule {
    package static let id = "CATGA0091"
    package static let title = "unguarded global variable in a handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method reads or writes a variable of its module that is declared `nonisolated(unsafe) "
            + "var`.",
        why: "Messages are handled on many threads at once, and nothing orders their accesses to such a "
            + "variable.",
        fix: "Keep the state in the handler type: an actor, or a `Mutex` that is a `let`.",
        before: """
            nonisolated(unsafe) var ordersToday = 0
            struct Counters: Handlers { func on(_ event: OrderPlaced) { ordersToday += 1 } }
            """,
        after: """
            actor Counters: Handlers {
                var ordersToday = 0
                func on(_ event: OrderPlaced) { ordersToday += 1 }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .unsafeGlobal) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) is shared by all threads, and nothing guards it",
                "keep it in a `Mutex`, or in an actor"
            )
        }
    }
}
