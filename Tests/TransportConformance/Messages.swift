public import Catga

/// Asks the node of its service whose turn it is.
struct Double: Query {
    typealias Reply = Int64
    static let route = Route.any
    var number: Int64
}

/// Whatever the handler of the test does with it.
struct Work: Command {
    typealias Reply = String
    static let route = Route.any
    var name: String
}

/// Belongs to the node that its customer belongs to.
struct Assign: Command {
    typealias Reply = String
    static let route = Route.key("customer")
    var customer: UInt32
}

/// For every node that handles it.
struct Refresh: Command {
    static let route = Route.broadcast
}

/// Handled by whoever sends it, where that node has a handler.
struct Greet: Query {
    typealias Reply = String?
    var name: String
}

struct Noticed: Event {
    var number: Int64
}

/// Of which a handler takes only so many a second.
struct Crowded: Event {
    var number: Int64
}

struct Placed: ReliableEvent {
    var number: Int64
}

/// Of more bytes than a small buffer has.
struct Echo: Query {
    typealias Reply = [UInt8]
    static let route = Route.any
    var bytes: [UInt8]
}

/// Answered with so many bytes.
struct Fetch: Query {
    typealias Reply = [UInt8]
    static let route = Route.any
    var count: UInt32
}

/// Answered after its handler has blocked its thread for so long.
struct Stand: Query {
    typealias Reply = Bool
    static let route = Route.any
    var milliseconds: UInt32
}

enum Refusal: Int32, HandlerError {
    case declined = 7
    var message: String { "The test declines" }
}

/// For tests of a transport that need a command and no handler.
public struct Note: Command {
    public var text: String

    public init(text: String) {
        self.text = text
    }
}
