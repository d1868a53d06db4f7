import Catga

struct Order: Payload {
    var orderID: UInt64
}

struct GetOrder: Query {
    typealias Reply = Order
    var orderID: UInt64
}

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct CountOrders: Query {
    typealias Reply = Int64
}

struct OrderHandlers: Handlers {
    func handle(_ query: GetOrder) -> Order? { nil }  // expect CATGA0013:39
    func handle(_ command: PlaceOrder) -> Order { Order(orderID: 1) }  // expect CATGA0013:43
    func handle(_ query: CountOrders) {}  // expect CATGA0013:10
}
