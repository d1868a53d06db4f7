import Catga

struct OrderPlaced: Event {
    static let title = "order placed  // expect CATGA0001:24
    var orderID: UInt64
}
