import Catga

/// An order was accepted. Reliable: a handler that fails hears of it again, because a customer whose confirmation was
/// lost asks where the order is.
public struct OrderPlaced: ReliableEvent {
    public var orderID: UInt64
    public var customerID: UInt64
    public var items: [OrderItem]
    public var totalCents: Int64

    public init(orderID: UInt64, customerID: UInt64, items: [OrderItem], totalCents: Int64) {
        self.orderID = orderID
        self.customerID = customerID
        self.items = items
        self.totalCents = totalCents
    }
}

/// An order was taken back. A plain event: whoever is there hears of it once.
public struct OrderCancelled: Event {
    public var orderID: UInt64
    public var customerID: UInt64
    public var items: [OrderItem]
    public var totalCents: Int64

    public init(orderID: UInt64, customerID: UInt64, items: [OrderItem], totalCents: Int64) {
        self.orderID = orderID
        self.customerID = customerID
        self.items = items
        self.totalCents = totalCents
    }
}
