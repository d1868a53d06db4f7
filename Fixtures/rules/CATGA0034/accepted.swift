// fixture: severity CATGA0125 off
import Catga

enum Region: UInt8, Payload {
    case north = 1
}

struct PlaceOrder: Command {
    static let route = Route.key("customerID")
    var customerID: UInt64
}

struct GetOrders: Query {
    static let route: Route = .key("in")
    var `in`: Region
}

extension CountOrders {
    static let route = Catga.Route.key( "name" )
}

struct CountOrders: Query {
    let name: String
}
