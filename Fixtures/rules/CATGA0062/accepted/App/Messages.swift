import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
    var shop: String?
}
