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
    let mail: Mail

    func handle(_ command: PlaceOrder) async throws {
        let event = OrderPlaced(orderID: command.orderID)
        try await node.publish(event)
        mail.send(command.orderID)
        let command = event
        mail.send(command)
    }
}

struct Mail {
    func send(_ orderID: UInt64) {}
    func send(_ event: OrderPlaced) {}
}
