// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct PlaceOrder: Command {
    var orderID: UInt64
}

struct Orders: Handlers {
    let node: CatgaNode

    func on(_ event: OrderPlaced) async throws {
        try await node.publish(OrderPlaced(orderID: event.orderID + 1))  // expect CATGA0103:24
    }

    func handle(_ command: PlaceOrder) async throws {
        try await node.send(command)  // expect CATGA0103:24
    }
}
