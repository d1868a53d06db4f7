import Catga

struct OrderPlaced: Event {
    static let title = "order placed"
    var orderID: UInt64
    /* A comment /* inside a comment */ ends where it should. */
}
