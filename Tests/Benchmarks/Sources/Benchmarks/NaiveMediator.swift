/// What a mediator without a generator looks like: a dictionary of closures by type, existential messages and replies.
/// A baseline, written as straightforwardly as its users would.
final class NaiveMediator {
    private var handlers: [ObjectIdentifier: (any Sendable) -> any Sendable] = [:]

    func register<Message: Sendable, Reply: Sendable>(_ handler: @escaping (Message) -> Reply) {
        handlers[ObjectIdentifier(Message.self)] = { message in
            guard let message = message as? Message else { preconditionFailure("registered under another type") }
            return handler(message)
        }
    }

    @inline(never)
    func send(_ message: any Sendable) -> any Sendable {
        guard let handler = handlers[ObjectIdentifier(type(of: message))] else {
            preconditionFailure("no handler")
        }
        return handler(message)
    }
}
