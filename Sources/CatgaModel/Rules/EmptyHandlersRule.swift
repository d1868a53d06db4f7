package import CatgaScanner

/// A type marked `Handlers` handles something.
package struct EmptyHandlersRule: Rule {
    package static let id = "CATGA0122"
    package static let title = "handler type without a handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A type marked `Handlers` has no method `handle(_:)` or `on(_:)` that takes a message.",
        why: "Nothing is registered for it. Mostly a method has another name than the one it needs, or is "
            + "private.",
        fix: "Name the method `handle` for a request and `on` for an event, with the message as its first, "
            + "unlabelled parameter; or remove the mark.",
        before: """
            struct Mails: Handlers {
                func handleOrderPlaced(_ event: OrderPlaced) { … }
            }
            """,
        after: """
            struct Mails: Handlers {
                func on(_ event: OrderPlaced) { … }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        // A type that cannot hold handlers at all is reported for that, by CATGA0016.
        view.targetHandlerTypes.filter { type in
            type.methods.isEmpty && !type.isGeneric && type.access > .fileprivate
                && ["struct", "class", "actor"].contains(type.keyword)
        }.map { type in
            finding(
                at: type.place,
                "'\(type.name.qualified)' is marked `Handlers`, but handles no message",
                hint: "name its methods `handle(_:)` for requests and `on(_:)` for events, or remove the mark"
            )
        }
    }
}
