// fixture: severity CATGA0120 off
import Catga

struct OrderPlaced: Event {
    static let wireName: String = "shop.order-placed_2"
}

struct Größe: Event {
    static let wireName = "Groesse"
}

struct Länge: Payload {
    static var wireName: String { "not a message" }
}

struct OrderTold: Event {
    static let wireName = "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong"
}
