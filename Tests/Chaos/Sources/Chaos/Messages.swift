import Catga

/// At least once.
struct Counted: ReliableEvent {
    var number: Int64
}

/// Effectively once.
struct CountedOnce: ReliableEvent {
    static let qualityOfService = DeliveryQuality.effectivelyOnce
    var number: Int64
}

/// Kept for a node, or sent to one and answered: idempotent either way.
struct Count: Command {
    typealias Reply = Int64
    var number: Int64
}

/// Has one effect in the store, whatever comes how often.
struct EffectHandlers: Handlers {
    let store: EffectStore

    func on(_ event: Counted, _ context: borrowing Context) throws { try store.add(event.number, context) }
    func on(_ event: CountedOnce, _ context: borrowing Context) throws { try store.add(event.number, context) }

    func handle(_ command: Count, _ context: borrowing Context) throws -> Int64 {
        try store.add(command.number, context)
        return command.number
    }
}
