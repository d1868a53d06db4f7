package import CatgaScanner

/// A type that is called a handler and has a handler method is marked `Handlers`.
package struct UnmarkedHandlerRule: Rule {
    package static let id = "CATGA0123"
    package static let title = "handler in a type that is not marked"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A type whose name ends in `Handler` or `Handlers` has a method `handle(_:)` or `on(_:)` that "
            + "takes a message, but is not marked `Handlers`.",
        why: "The generator wires marked types only, so the method is never called. For an event nobody would "
            + "notice.",
        fix: "Mark the type `Handlers`; if the method is called by other code, give the type or the method "
            + "another name.",
        before: """
            struct MailHandlers {
                func on(_ event: OrderPlaced) { … }
            }
            """,
        after: """
            struct MailHandlers: Handlers {
                func on(_ event: OrderPlaced) { … }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.model.unmarkedHandlers.map { handler in
            finding(
                at: handler.place,
                "'\(handler.type.qualified)' has a handler for '\(handler.message.qualified)', but is not marked `Handlers`, "
                    + "so it is never called",
                hint: "write `\(handler.keyword) \(handler.type.qualified.lastComponent): Handlers`"
            )
        }
    }
}
