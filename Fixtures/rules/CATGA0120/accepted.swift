import Catga

struct OrderPlaced: Event {
    var addresses: [Address?]
}

struct Address: Payload {
    var kind: Kind
}

enum Kind: UInt8, Payload {
    case home = 0
}

struct GetReceipt: Query {
    typealias Reply = Receipt?
}

struct Receipt: Payload {}

// Written to a file.
struct Snapshot: Payload {}

func save(_ snapshot: Snapshot) {}

// Other modules may use it.
public struct Shared: Payload {
    public init() {}
}
