package import CatgaScanner

/// Where the core is imported alone, nothing waits for a handler and nothing looks at errors of any type.
package struct CoreHandlerRule: Rule {
    package static let id = "CATGA0018"
    package static let title = "handler that needs more than CatgaCore"
    package static let explanation = Explanation(
        what: "In a module that imports `CatgaCore` and not `Catga`, a handler is asynchronous, takes a view, or "
            + "throws errors of any type.",
        why: "The core's table calls handlers on the calling thread, and an error leaves them as numbers and text; "
            + "only the node of `Catga` waits, and looks at what an error is. Views are `Catga`'s.",
        fix: "Import `Catga`; or make the method synchronous, and let it throw `CatgaError` or an enum marked "
            + "`HandlerError`.",
        before: """
            import CatgaCore
            struct Orders: Handlers { func handle(_ command: PlaceOrder) async throws { … } }
            """,
        after: """
            import CatgaCore
            struct Orders: Handlers { func handle(_ command: PlaceOrder) throws(OrderError) { … } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        guard view.model.isForCoreAlone else { return [] }
        let errors = Set(view.model.handlerErrors.map(\.name))
        return view.targetHandlers.compactMap { handler in
            let method = handler.method
            let words = "'\(handler.type.name.qualified).\(method.name.rawValue)(\(method.messageText))'"
            if method.isAsync {
                return finding(
                    at: method.place,
                    "\(words) is asynchronous, which CatgaCore alone cannot call",
                    hint: "import Catga, whose node waits, or make the method synchronous"
                )
            }
            if method.takesView {
                return finding(
                    at: method.place,
                    "\(words) takes a view, which CatgaCore alone does not have",
                    hint: "import Catga, or take the message itself"
                )
            }
            guard method.isThrowing, !isTyped(method, errors) else { return nil }
            return finding(
                at: method.place,
                "\(words) throws errors of any type, which CatgaCore alone cannot tell apart",
                hint: "write `throws(CatgaError)`, or name an enum marked `HandlerError`"
            )
        }
    }

    private static func isTyped(_ method: HandlerMethod, _ errors: Set<TypeName>) -> Bool {
        if let name = method.thrownTypeName { return errors.contains(name) }
        return method.thrownType == "CatgaError" || method.thrownType == "CatgaCore.CatgaError"
    }
}
