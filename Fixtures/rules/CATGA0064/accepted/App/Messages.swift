import Catga

struct OrderAccepted: Event {
    static let formerWireNames = ["OrderPlaced"]
}
