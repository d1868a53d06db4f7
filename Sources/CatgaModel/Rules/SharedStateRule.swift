package import CatgaScanner

/// A handler type has no mutable state that several threads may reach unguarded.
package struct SharedStateRule: Rule {
    package static let id = "CATGA0090"
    package static let title = "mutable state in a handler type that nothing guards"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A type marked `Handlers` has a `nonisolated(unsafe) var`; or it is a class that says `@unchecked "
            + "Sendable`, has a stored `var`, and no lock, mutex or queue among its members.",
        why: "Messages are handled on many threads at once. The compiler would have refused this; it was told "
            + "not to look.",
        fix: "Make it an actor, or keep the state in a `Mutex`.",
        before: """
            final class Counters: Handlers, @unchecked Sendable {
                var count = 0
                func on(_ event: OrderPlaced) { count += 1 }
            }
            """,
        after: """
            final class Counters: Handlers {
                let count = Mutex(0)
                func on(_ event: OrderPlaced) { count.withLock { $0 += 1 } }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlerTypes.flatMap { type in
            type.unguardedState.map { state in
                finding(
                    at: state.place,
                    "'\(type.name.qualified).\(withoutBackticks(state.name))' may be changed by several threads at once, "
                        + "and the compiler was told not to check",
                    hint: "keep it in a `Mutex`, or make '\(type.name.qualified)' an actor"
                )
            }
        }
    }
}
