import Catga

/// 128 bytes of payload in each.
struct Ask: Query {
    typealias Reply = [UInt8]
    static let route = Route.any
    var bytes: [UInt8]
}

struct Said: Event {
    var bytes: [UInt8]
}

struct Kept: ReliableEvent {
    var bytes: [UInt8]
}

struct AskHandlers: Handlers {
    func handle(_ query: Ask) -> [UInt8] { query.bytes }
}

/// Counts what it hears.
struct Listeners: Handlers {
    let heard: Count

    func on(_ event: Said) { heard.add() }
    func on(_ event: Kept) { heard.add() }
}
