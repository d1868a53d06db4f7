import CWireBaseline
import Catga
import WireMessages

/// Sums over every field of an order, the same for all that read one, so that none can leave a field out.
struct WireSum {
    /// Numbers, and texts and flags by their lengths: for what copies them.
    let lengths: UInt64
    /// The first bytes of texts and flags as well: for what reads them in place.
    let inPlace: UInt64

    /// Of the order that is measured.
    static let sample = WireSum()

    private init() {
        let order = Order.sample()
        let bytes = order.encoded()
        lengths = Self.lengths(order)
        inPlace = cwire_view_sum(bytes)
        var copy = cwire_order()
        precondition(cwire_decode_strict(bytes, bytes.count, &copy) == 0, "the baseline reads our bytes")
        precondition(cwire_sum(&copy) == lengths, "C and Swift read the same order")
        cwire_free(&copy)
        precondition((try? Self.viewed(bytes)) == inPlace, "C and the view read the same order")
    }

    static func viewed(_ bytes: [UInt8]) throws(WireError) -> UInt64 {
        try Order.View.read(bytes.span.bytes) { (order) throws(WireError) in try inPlace(order) }
    }

    static func lengths(_ order: borrowing some OrderFields) -> UInt64 {
        var total = order.id &+ UInt64(order.customerID.utf8.count) &+ UInt64(order.note.utf8.count)
        total &+= UInt64(bitPattern: order.amountCents &+ order.createdAt)
        for index in order.items.indices {
            total &+= UInt64(order.items[index].sku.utf8.count)
            total &+= UInt64(bitPattern: order.items[index].priceCents &+ Int64(order.items[index].quantity))
        }
        if let coupon = order.coupon { total &+= UInt64(coupon.utf8.count) }
        return total &+ UInt64(order.flags.count)
    }

    private static func inPlace(_ order: borrowing Order.View) throws(WireError) -> UInt64 {
        var total = order.id &+ inPlace(order.customerID) &+ inPlace(order.note) &+ inPlace(order.coupon)
        total &+= UInt64(bitPattern: order.amountCents &+ order.createdAt)
        try order.items.visit { item in
            total &+= inPlace(item.sku)
            total &+= UInt64(bitPattern: item.priceCents &+ Int64(item.quantity))
        }
        return total &+ UInt64(order.flags.count) &+ (order.flags.count == 0 ? 0 : UInt64(order.flags.span[0]))
    }

    private static func inPlace(_ text: borrowing WireText) -> UInt64 {
        text.isEmpty ? 0 : UInt64(text.count) &+ UInt64(text.utf8[0])
    }
}

/// An order, whoever writes its initializer.
protocol OrderFields: PayloadCoding {
    var id: UInt64 { get }
    var customerID: String { get }
    var amountCents: Int64 { get }
    var createdAt: Int64 { get }
    var note: String { get }
    var items: [OrderItem] { get }
    var coupon: String? { get }
    var flags: [UInt8] { get }
}

extension Order: OrderFields {}
extension PublicOrder: OrderFields {}
