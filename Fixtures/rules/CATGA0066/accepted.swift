import Catga

struct OrderAccepted: Event {
    static let formerWireNames = ["OrderPlaced"]
}

#if os(Linux)
struct Opened: Event {
    static let formerWireNames = ["Started"]
}
#else
struct Opened: Event {
    static let formerWireNames = ["Started"]
}
#endif
