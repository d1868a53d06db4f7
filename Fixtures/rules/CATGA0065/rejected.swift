import Catga

struct OrderAccepted: Event {
    static let formerWireNames = ["Order" + "Placed"]  // expect CATGA0065:34
}

struct OrderShipped: Event {
    static let formerWireNames = [
        "OrderSent",
        "order sent",  // expect CATGA0065:9
    ]
}

struct OrderCancelled: Event {
    #if DEBUG
    static let formerWireNames = ["Cancelled"]  // expect CATGA0065:34
    #endif
}
