import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct MailHandlers: Handlers {
    func on(_ event: OrderPlaced) {}
}

// An aggregate, which replays its own events.
struct Order {
    mutating func on(_ event: OrderPlaced) {}
}

protocol Applying {
    func on(_ event: OrderPlaced)
}

struct ReplayHandler: Applying {
    func on(_ event: OrderPlaced) {}
}

struct TextHandler {
    func handle(_ text: String) {}
    private func on(_ event: OrderPlaced) {}
}
