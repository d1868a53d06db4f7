public import Catga

public struct PlaceOrder: Command {
    public typealias Reply = Receipt
    public static let route = Route.key("customerID")
    public var customerID: UInt64
    public var items: [Item]
    public var coupon: String?

    public init(customerID: UInt64, items: [Item], coupon: String? = nil) {
        self.customerID = customerID
        self.items = items
        self.coupon = coupon
    }

    public struct Item: Payload {
        public var sku: String
        public var quantity: Int32

        public init(sku: String, quantity: Int32) {
            self.sku = sku
            self.quantity = quantity
        }
    }
}

public struct Receipt: Payload, Equatable {
    public var orderID: UInt64
    public var totalCents: Int64

    public init(orderID: UInt64, totalCents: Int64) {
        self.orderID = orderID
        self.totalCents = totalCents
    }
}

/// No reply, and promised more than its kind's default.
public struct Forget: Command {
    public static let qualityOfService = DeliveryQuality.effectivelyOnce
    public static let wireName = "shop.forget-customer"
    public var customerID: UInt64

    public init(customerID: UInt64) {
        self.customerID = customerID
    }
}

/// The reply is optional.
public struct FindReceipt: Query {
    public typealias Reply = Receipt?
    public static let route: Route = .any
    public static let formerWireNames = ["GetReceipt", "FetchReceipt"]
    public var orderID: UInt64

    public init(orderID: UInt64) {
        self.orderID = orderID
    }
}

/// The reply is not a payload of ours.
public struct ListSkus: Query {
    public typealias Reply = [String: [Int32]]

    public init() {}
}

public struct OrderViewed: Event {
    public var orderID: UInt64

    public init(orderID: UInt64) {
        self.orderID = orderID
    }
}

public struct OrderPlaced: ReliableEvent {
    public var orderID: UInt64

    public init(orderID: UInt64) {
        self.orderID = orderID
    }
}

#if os(Linux)
public struct PlatformChecked: Event {
    public init() {}
}
#elseif os(macOS)
public struct PlatformSkipped: Event {
    public init() {}
}
#endif

/// Marked in an extension, and seen by this module only.
struct Noted {
    var text: String
}

extension Noted: Event {}
