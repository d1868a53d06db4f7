import Catga

#if DEBUG
struct OrderPlaced: Event {
    var orderID: UInt64
    var note: String
}
#endif

struct OrderCancelled: Event {
    var orderID: UInt64
    #if DEBUG
    var summary: String { "order \(orderID)" }
    static let isTraced = true
    #endif
}
