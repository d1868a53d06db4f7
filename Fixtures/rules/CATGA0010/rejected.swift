// fixture: kind executable
import Catga

struct PlaceOrder: Command {  // expect CATGA0010:8
    var customerID: UInt64
}

struct GetOrder: Query {
    typealias Reply = Int64?
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ query: GetOrder) -> Int64? { nil }
}
