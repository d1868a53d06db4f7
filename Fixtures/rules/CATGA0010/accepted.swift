// fixture: kind executable
// fixture: remote stock.GetStock
import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct GetStock: Query {
    static let wireName = "stock.GetStock"
    typealias Reply = Int64
    var itemID: UInt64
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
}
