import CatgaScanner

/// What rules about bodies have in common.
extension Rule {
    /// A finding for each fact of `kind` in a handler of the target that `applies` to.
    static func bodyFindings(
        in view: ModelView,
        of kind: BodyFact.Kind,
        where applies: (ModelView.Handler) -> Bool = { _ in true },
        _ describe: (ModelView.Handler, BodyFact) -> (message: String, hint: String)
    ) -> [Finding] {
        view.handlersWithFacts.filter(applies).flatMap { handler in
            handler.method.body.filter { $0.kind == kind }.map { fact in
                let (message, hint) = describe(handler, fact)
                return finding(at: fact.place, message, hint: hint)
            }
        }
    }
}

extension ModelView {
    func message(of handler: Handler) -> Payload? { handler.method.message.value.flatMap(payload(named:)) }

    /// What the handler takes counts as done when it returns: a command, or a reliable event.
    func mustNotLose(_ handler: Handler) -> Bool {
        guard let kind = message(of: handler)?.kind else { return false }
        return kind == .command || kind == .reliableEvent
    }
}

extension ModelView.Handler {
    var isAsync: Bool { method.isAsync }

    /// `'OrderHandlers.handle(PlaceOrder)'`
    var described: String { "'\(type.name.qualified).\(method.name.rawValue)(\(method.messageText))'" }
}
