import CatgaCore

enum OrderError: Int32, HandlerError {
    case unknown = 1

    var message: String { "There is no such order" }
}

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct CancelOrder: Command {
    var orderID: UInt64
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) throws(CatgaError) {}
    func handle(_ command: CancelOrder) throws(OrderError) {}
    func on(_ event: OrderPlaced) {}
}
