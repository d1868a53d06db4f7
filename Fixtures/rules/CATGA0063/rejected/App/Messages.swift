// fixture: severity CATGA0120 off
import Catga

struct PlaceOrder: Command {  // expect CATGA0063:8
    typealias Reply = String
    var shop: UInt64  // expect CATGA0063:9
    var customerID: UInt64
}

struct GetOrder: Query {  // expect CATGA0063:8
    typealias Reply = String
    var orderID: UInt64
    var shop: UInt64  // expect CATGA0063:9
}

struct OrderPlaced: ReliableEvent {}  // expect CATGA0063:8

struct Point: Payload {  // expect CATGA0063:8
    static let layout = Layout.fixed
    var x: Int64  // expect CATGA0063:9
}

enum Payment: Payload {
    case card(String, Int64)  // expect CATGA0063:10
    case gift  // expect CATGA0063:10
    case cash
}

enum Reason: UInt8, Payload {
    case late  // expect CATGA0063:10
    case unknown  // expect CATGA0063:10
}
