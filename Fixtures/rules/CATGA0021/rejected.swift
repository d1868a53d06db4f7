// fixture: severity CATGA0120 off
import Catga

struct PlaceOrder: Command {
    private var customerID: UInt64  // expect CATGA0021:17
    fileprivate let total: Int64  // expect CATGA0021:21
    private(set) var count: Int32  // expect CATGA0021:22
    public fileprivate(set) var state: Int32, phase: Int32  // expect CATGA0021:33 CATGA0021:47
}

private struct OrderPlaced: Event {  // expect CATGA0021:16
    var orderID: UInt64
}

private enum Shop {
    enum Details {
        struct Item: Payload {  // expect CATGA0021:16
            var itemID: UInt64
        }
    }
}
