// fixture: access internal

import Catga

struct GetCart: Query {
    typealias Reply = UInt64
}

struct GetPrice: Query {
    typealias Reply = UInt64
}

struct CartSeen: Event {}

struct OpenCart: Command {
    typealias Reply = UInt64
}

struct CreateCart: Command {
    typealias Reply = UInt64
}

struct Carts: Handlers {
    let node: CatgaNode

    func handle(_ query: GetCart) async throws -> UInt64 {
        try await node.publish(CartSeen())
        return try await node.send(GetPrice())
    }

    func handle(_ command: OpenCart) async throws -> UInt64 {
        try await node.send(CreateCart())
    }
}
