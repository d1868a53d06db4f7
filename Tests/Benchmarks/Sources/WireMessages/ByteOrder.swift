public import Catga

/// The order with its texts as the bytes they are: what a program sends that never makes strings of them.
public struct ByteOrder: Payload, Equatable {
    public var id: UInt64
    public var customerID: [UInt8]
    public var amountCents: Int64
    public var createdAt: Int64
    public var note: [UInt8]
    public var items: [ByteOrderItem]
    public var coupon: [UInt8]?
    public var flags: [UInt8]

    public init(_ order: Order) {
        id = order.id
        customerID = Array(order.customerID.utf8)
        amountCents = order.amountCents
        createdAt = order.createdAt
        note = Array(order.note.utf8)
        items = order.items.map(ByteOrderItem.init)
        coupon = order.coupon.map { Array($0.utf8) }
        flags = order.flags
    }
}

public struct ByteOrderItem: Payload, Equatable {
    public var sku: [UInt8]
    public var quantity: Int32
    public var priceCents: Int64

    public init(_ item: OrderItem) {
        sku = Array(item.sku.utf8)
        quantity = item.quantity
        priceCents = item.priceCents
    }
}
