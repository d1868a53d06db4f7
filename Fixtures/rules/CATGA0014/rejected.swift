import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func on(_ command: PlaceOrder) {}  // expect CATGA0014:10
    func handle(_ event: OrderPlaced) {}  // expect CATGA0014:10
}
