import Catga

struct OrderPlaced: Event {
    static let layout = Layout.versionTolerant
    var orderID: UInt64
    var shop: String?
}
