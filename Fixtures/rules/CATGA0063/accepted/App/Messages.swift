import Catga

struct PlaceOrder: Command {
    typealias Reply = UInt64
    var customerID: UInt64
}
