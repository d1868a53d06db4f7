import Catga

struct OrderPlaced: Event {
    static let wireName = "order placed"  // expect CATGA0033:27
}

struct OrderPaid: Event {
    static let wireName = "orders." + "paid"  // expect CATGA0033:27
}

struct OrderSent: Event {
    static var wireName: String { "OrderSent" }  // expect CATGA0033:16
}

struct OrderLost: Event {
    static let wireName = ""  // expect CATGA0033:27
}

struct OrderKept: Event {
    static let wireName = "orders.*"  // expect CATGA0033:27
}

struct OrderFound: Event {
    static let wireName = "orders..found"  // expect CATGA0033:27
}

struct Größe: Event {}  // expect CATGA0033:8

struct OrderTold: Event {
    static let wireName = "longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglongr"  // expect CATGA0033:27
}
