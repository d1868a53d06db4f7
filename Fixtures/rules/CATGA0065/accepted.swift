// fixture: severity CATGA0120 off
import Catga

struct OrderAccepted: Event {
    static let formerWireNames = ["OrderPlaced", "orders.placed"]
}

struct OrderShipped: Event {
    static let formerWireNames: [String] = []
}

struct Address: Payload {
    static let formerWireNames = ["Place of delivery"]
}

struct Plain {
    static let formerWireNames = 1
}
