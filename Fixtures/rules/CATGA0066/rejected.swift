import Catga

struct OrderPlaced: Event {
    static let formerWireNames = ["OrderPlaced"]  // expect CATGA0066:35
}

struct OrderAccepted: Event {
    static let formerWireNames = ["OrderPlaced", "Order"]  // expect CATGA0066:35
}

struct OrderTaken: Event {
    static let formerWireNames = ["Order"]  // expect CATGA0066:35
}

struct Opened: Event {
    static let wireName = "8yn0iYCKYHlIj4-BwPqk"
}

struct Reopened: Event {
    static let formerWireNames = ["GReLUrM4wMqfg9yzV3KQ"]  // expect CATGA0066:35
}
