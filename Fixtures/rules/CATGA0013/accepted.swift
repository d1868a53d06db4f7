import Catga

struct Order: Payload {
    var orderID: UInt64
}

struct GetOrder: Query {
    typealias Reply = Order?
    var orderID: UInt64
}

struct ListOrders: Query {
    typealias Reply = [Order]
}

struct PlaceOrder: Command {
    typealias Reply = ()
    var customerID: UInt64
}

struct CountOrders: Query {
    struct Reply: Payload {
        var count: Int64
    }
}

typealias OrderList = Array<Order>

struct OrderHandlers: Handlers {
    func handle(_ query: GetOrder) -> Optional<Order> { nil }
    func handle(_ query: ListOrders) -> OrderList { [] }
    func handle(_ command: PlaceOrder) -> Void {}
    func handle(_ query: CountOrders) -> CountOrders.Reply { .init(count: 0) }
}
