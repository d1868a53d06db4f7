import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
}
