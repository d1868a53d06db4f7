import Catga

/// 128 bytes, as the C program's payload has.
struct Block: Payload {
    static let layout = Layout.fixed
    var a: Sixteen
    var b: Sixteen
    var c: Sixteen
    var d: Sixteen
    var e: Sixteen
    var f: Sixteen
    var g: Sixteen
    var h: Sixteen

    init() {
        let part = Sixteen(low: 7, high: 9)
        (a, b, c, d, e, f, g, h) = (part, part, part, part, part, part, part, part)
    }
}

struct Sixteen: Payload {
    static let layout = Layout.fixed
    var low: UInt64
    var high: UInt64
}

struct Ask: Query {
    typealias Reply = Block
    static let route = Route.any
    var block: Block
}

struct Said: Event {
    var block: Block
}

/// Nobody listens.
struct Muttered: Event {
    var block: Block
}

struct Kept: ReliableEvent {
    var block: Block
}

struct AskHandlers: Handlers {
    func handle(_ query: Ask) -> Block { query.block }
}

/// Counts what it hears.
struct Listeners: Handlers {
    let heard: Count

    func on(_ event: Said) { heard.add() }
    func on(_ event: Kept) { heard.add() }
}
