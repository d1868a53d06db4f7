import Catga

public struct PlaceOrder: Command {  // expect CATGA0031:15
    public typealias Reply = Receipt
    public var customerID: UInt64
    public var coupon: String?
    public var count = 1
    init(customerID: UInt64) { self.customerID = customerID }
}

public struct Receipt: Payload {  // expect CATGA0031:15
    public var orderID: UInt64
}

package struct OrderPlaced: Event {  // expect CATGA0031:16
    package var orderID: UInt64
}
