package import CatgaScanner

/// Generated code can call a handler method: it is an instance method that other files see, neither generic nor
/// mutating, with the parameters `(_ message: M)` or `(_ message: M, _ context: borrowing Context)`; `on` returns
/// nothing. A synchronous one may take `borrowing M.View`.
package struct HandlerSignatureRule: Rule {
    package static let id = "CATGA0015"
    package static let title = "handler method that generated code cannot call"
    package static let explanation = Explanation(
        what: "A method takes a message as a handler does, but generated code has no way to call it.",
        why: "Generated code stands in another file, holds one value of the handler type, and passes a message and, "
            + "if asked, a context: nothing else.",
        fix: "Use one of the shapes `func handle(_ command: M) -> Reply`, "
            + "`func handle(_ command: M, _ context: borrowing Context) -> Reply`, `func on(_ event: E)` or "
            + "`func on(_ event: E, _ context: borrowing Context)`, with `async` and `throws` as needed; a method "
            + "that is not `async` may take a message where it lies, as `borrowing M.View`. "
            + "A method that is not meant to be a handler needs another name.",
        before: """
            struct Orders: Handlers {
                private func handle(command: PlaceOrder) { … }
            }
            """,
        after: """
            struct Orders: Handlers {
                func handle(_ command: PlaceOrder) { … }
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetHandlers.compactMap { handler in
            guard let defect = handler.method.defect, let name = handler.method.message.value else { return nil }
            let isRequest = view.payload(named: name)?.kind.isRequest ?? (handler.method.name == .handle)
            let shape =
                isRequest
                ? "`func handle(_ message: \(handler.method.messageText))`"
                : "`func on(_ event: \(handler.method.messageText))`"
            return finding(
                at: handler.method.place,
                "'\(handler.type.name.qualified).\(handler.method.name.rawValue)' cannot be called as the handler of "
                    + "'\(name.qualified)': it \(defect)",
                hint: "write \(shape), with a second parameter `_ context: borrowing Context` if needed; a method that "
                    + "is not a handler needs another name"
            )
        }
    }
}
