import Catga

public struct PlaceOrder: Command {
    public var customerID: UInt64
    public init(customerID: UInt64) { self.customerID = customerID }
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
}
