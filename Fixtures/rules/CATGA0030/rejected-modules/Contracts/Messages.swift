import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}
