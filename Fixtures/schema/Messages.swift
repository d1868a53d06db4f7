import Catga
import Foundation

/// What `catga-gen schema` makes of every kind of message, member and layout.
struct PlaceOrder: Command {
    typealias Reply = Receipt?
    var customerID: UInt64
    var items: [Item]
    var coupon: String?
    var isGift: Bool = false
}

struct Item: Payload {
    static let layout = Layout.versionTolerant
    var sku: String
    var quantity: Int32 = 1
    var picture: [UInt8]
    var labels: Set<String>
    var prices: [String: Double]
    var stock: [Int32: Place]
}

struct Receipt: Payload {
    var orderID: UUID
    var state: State
    var payment: Payment
    var placedAt: Date
    var delay: Duration?
    var total: Decimal
}

struct ListReceipts: Query {
    typealias Reply = [String: [Receipt]]
}

struct OrderPlaced: ReliableEvent {
    static let wireName = "shop.order-placed"
    static let formerWireNames = ["OrderAccepted"]
    var place: Place
}

struct ShopClosed: Event {}

struct Place: Payload {
    static let layout = Layout.fixed
    var floor: Int8
    var x: Double
    var shelf: UInt16?
}

enum State: UInt8, Payload {
    case placed = 1
    case sent = 2
    case lost = 250
}

// catga:allow CATGA0120 here for its negative raw value, which no other type has
enum Serial: Int, Payload {
    case none = -1
    case first
}

enum Payment: Payload {
    case cash
    case card(number: String, Int32)
    case later([Payment])
}
