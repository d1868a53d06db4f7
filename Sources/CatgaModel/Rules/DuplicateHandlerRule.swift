package import CatgaScanner

/// A request has one handler among all that end up in one process: in a library among its own, in an executable or
/// a test among those of all modules. Handlers that can never be compiled together, under `#if C` and `#if !(C)`, do
/// not meet.
package struct DuplicateHandlerRule: Rule {
    package static let id = "CATGA0011"
    package static let title = "two handlers for one request"
    package static let explanation = Explanation(
        what: "Two `handle(_:)` methods take the same command or query.",
        why: "A request is answered once; which of the two would answer cannot be left to chance.",
        fix: "Remove one of them, or make what happens besides the answer an event that both handle with `on(_:)`.",
        before: """
            struct Orders: Handlers { func handle(_ command: PlaceOrder) { … } }
            struct Audit: Handlers { func handle(_ command: PlaceOrder) { … } }
            """,
        after: """
            struct Orders: Handlers { func handle(_ command: PlaceOrder) { … } }
            struct Audit: Handlers { func on(_ event: OrderPlaced) { … } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        let handlers = view.model.target.kind == .library ? view.targetHandlers : view.handlers
        var earlier: [TypeName: [ModelView.Handler]] = [:]
        var findings: [Finding] = []
        for handler in handlers where handler.method.name == .handle {
            guard let message = handler.method.message.value else { continue }
            let first = earlier[message, default: []].first {
                !areMutuallyExclusive($0.method.conditions, handler.method.conditions)
            }
            earlier[message, default: []].append(handler)
            guard let first else { continue }
            findings.append(
                finding(
                    at: handler.method.place,
                    "'\(message.qualified)' already has a handler, in '\(first.type.name.qualified)' "
                        + "(\(first.method.place.brief))",
                    hint: "remove one of the two; what else should happen can be an event, which any number of "
                        + "`on(_:)` methods may handle"
                )
            )
        }
        return findings
    }
}
