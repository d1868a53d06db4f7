package import CatgaScanner

/// The parameter of a handler method names a message that the generator can see.
package struct UnknownMessageRule: Rule {
    package static let id = "CATGA0012"
    package static let title = "handler for an unknown type"
    package static let explanation = Explanation(
        what: "A `handle(_:)` or `on(_:)` method of a type marked `Handlers` takes something that is not a message.",
        why: "Nothing could ever be delivered to it, and a handler that is silently left out is the worst kind.",
        fix: "Take a type marked `Command`, `Query`, `Event` or `ReliableEvent`. A method that is no handler needs "
            + "another name, an argument label, or `private`.",
        before: """
            struct Orders: Handlers {
                func on(_ text: String) { … }
            }
            """,
        after: """
            struct Orders: Handlers {
                func on(_ event: NoteAdded) { … }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlers.compactMap { handler in
            guard case .refused(let reason, let hint) = handler.method.message else { return nil }
            return finding(
                at: handler.method.messagePlace,
                "'\(handler.type.name.qualified).\(handler.method.name.rawValue)(_:)' cannot be a handler: \(reason)",
                hint: hint
            )
        }
    }
}
