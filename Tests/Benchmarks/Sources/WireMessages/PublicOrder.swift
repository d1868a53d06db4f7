public import Catga

/// The order with an initializer of its own, as a library's public message has one.
public struct PublicOrder: Payload, Equatable {
    public var id: UInt64
    public var customerID: String
    public var amountCents: Int64
    public var createdAt: Int64
    public var note: String
    public var items: [OrderItem]
    public var coupon: String?
    public var flags: [UInt8]

    public init(_ order: Order) {
        id = order.id
        customerID = order.customerID
        amountCents = order.amountCents
        createdAt = order.createdAt
        note = order.note
        items = order.items
        coupon = order.coupon
        flags = order.flags
    }
}
