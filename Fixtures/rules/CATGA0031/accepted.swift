import Catga

public struct PlaceOrder: Command {
    public typealias Reply = Receipt
    public var customerID: UInt64
    public init(customerID: UInt64) { self.customerID = customerID }
}

public struct Receipt: Payload {
    public var orderID: UInt64
}

extension Receipt {
    public init(number: UInt64) { orderID = number }
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

package struct OrderCancelled: Event {
    package var orderID: UInt64
    package init(orderID: UInt64) { self.orderID = orderID }
}
