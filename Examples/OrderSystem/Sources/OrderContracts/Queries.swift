import Catga

/// One order, or `nil` where there is none of that number.
public struct GetOrder: Query {
    public typealias Reply = OrderDetails?

    public var orderID: UInt64

    public init(orderID: UInt64) {
        self.orderID = orderID
    }
}

public struct OrderDetails: Payload, Hashable {
    public var orderID: UInt64
    public var customerID: UInt64
    public var items: [OrderItem]
    public var totalCents: Int64
    public var state: OrderState

    public init(orderID: UInt64, customerID: UInt64, items: [OrderItem], totalCents: Int64, state: OrderState) {
        self.orderID = orderID
        self.customerID = customerID
        self.items = items
        self.totalCents = totalCents
        self.state = state
    }
}

/// Travels as its raw value.
public enum OrderState: UInt8, Payload {
    case placed = 1
    case cancelled = 2
}

/// What a customer has ordered and not cancelled.
public struct GetCustomerTotal: Query {
    public typealias Reply = CustomerTotal

    public var customerID: UInt64

    public init(customerID: UInt64) {
        self.customerID = customerID
    }
}

public struct CustomerTotal: Payload, Hashable {
    public var orders: Int64
    public var cents: Int64

    public init(orders: Int64 = 0, cents: Int64 = 0) {
        self.orders = orders
        self.cents = cents
    }
}

/// What the shop has sold so far.
public struct GetSalesReport: Query {
    public typealias Reply = SalesReport

    public init() {}
}

public struct SalesReport: Payload, Hashable {
    public var placedOrders: Int64
    public var placedCents: Int64
    public var cancelledOrders: Int64
    public var cancelledCents: Int64
    /// Pieces that were ordered and not cancelled, by product.
    public var unitsBySKU: [String: Int64]

    public init(
        placedOrders: Int64 = 0,
        placedCents: Int64 = 0,
        cancelledOrders: Int64 = 0,
        cancelledCents: Int64 = 0,
        unitsBySKU: [String: Int64] = [:]
    ) {
        self.placedOrders = placedOrders
        self.placedCents = placedCents
        self.cancelledOrders = cancelledOrders
        self.cancelledCents = cancelledCents
        self.unitsBySKU = unitsBySKU
    }
}
