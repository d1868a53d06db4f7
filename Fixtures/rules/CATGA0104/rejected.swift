// fixture: access internal

import Catga

struct GetCart: Query {
    typealias Reply = UInt64
}

struct CreateCart: Command {
    typealias Reply = UInt64
}

struct Carts: Handlers {
    let node: CatgaNode

    func handle(_ query: GetCart) async throws -> UInt64 {
        try await node.send(CreateCart())  // expect CATGA0104:24
    }

    func handle(_ command: CreateCart) -> UInt64 { 1 }
}
