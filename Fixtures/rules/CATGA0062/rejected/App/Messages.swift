// fixture: severity CATGA0120 off
import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
    var shop: String?  // expect CATGA0062:9
}

struct OrderAccepted: Event {  // expect CATGA0062:8
    static let formerWireNames = ["OrderTaken"]
}

enum Payment: Payload {
    case cash
    case card(String)  // expect CATGA0062:10
}

enum Reason: UInt8, Payload {
    case unknown
    case late  // expect CATGA0062:10
}
