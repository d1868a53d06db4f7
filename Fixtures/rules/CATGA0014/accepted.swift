import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
    func on(_ event: OrderPlaced) {}
}
