// fixture: severity CATGA0125 off
import Catga

struct PlaceOrder: Command {
    static let route = Route.key("custmerID")  // expect CATGA0034:34
    var customerID: UInt64
}

struct GetOrders: Query {
    static let route: Route = .key("orderIDs")  // expect CATGA0034:36
    var orderIDs: [UInt64]
}
