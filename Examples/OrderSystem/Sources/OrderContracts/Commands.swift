import Catga

/// Buys something. Answered by a receipt or declined with an ``OrderRejection``.
public struct PlaceOrder: Command {
    public typealias Reply = OrderReceipt

    /// The orders of one customer meet on one node, where their credit is known.
    public static let route = Route.key("customerID")

    public var customerID: UInt64
    public var items: [OrderItem]
    public var coupon: String?

    public init(customerID: UInt64, items: [OrderItem], coupon: String? = nil) {
        self.customerID = customerID
        self.items = items
        self.coupon = coupon
    }
}

/// Takes an order back. There is no `Reply`: the order is cancelled when `send` returns.
public struct CancelOrder: Command {
    public var orderID: UInt64

    public init(orderID: UInt64) {
        self.orderID = orderID
    }
}

/// So many of one product.
public struct OrderItem: Payload, Hashable {
    public var sku: String
    public var quantity: Int32

    public init(sku: String, quantity: Int32) {
        self.sku = sku
        self.quantity = quantity
    }
}

public struct OrderReceipt: Payload, Hashable {
    public var orderID: UInt64
    public var totalCents: Int64

    public init(orderID: UInt64, totalCents: Int64) {
        self.orderID = orderID
        self.totalCents = totalCents
    }
}
