public import Catga

/// The message that all encoders and decoders are measured on. Its initializer is the compiler's.
public struct Order: Payload, Equatable {
    public var id: UInt64
    public var customerID: String
    public var amountCents: Int64
    public var createdAt: Int64
    public var note: String
    public var items: [OrderItem]
    public var coupon: String?
    public var flags: [UInt8]
}

public struct OrderItem: Payload, Equatable {
    public var sku: String
    public var quantity: Int32
    public var priceCents: Int64
}

extension Order {
    /// Twelve bytes of customer, forty of note, five items, no coupon, sixteen flags.
    public static func sample() -> Order {
        var items: [OrderItem] = []
        for number in 0..<5 {
            items.append(OrderItem(sku: "SKU-100\(number)", quantity: Int32(number + 1), priceCents: 1_999))
        }
        return Order(
            id: 0x1234_5678_9ABC,
            customerID: "customer-007",
            amountCents: 1_234_500,
            createdAt: 1_760_000_000_000,
            note: "Please leave it at the back door, thanks",
            items: items,
            coupon: nil,
            flags: Array(0..<16)
        )
    }
}
