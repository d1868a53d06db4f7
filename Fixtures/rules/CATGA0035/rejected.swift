// fixture: severity CATGA0120 off
import Catga

struct Address: Payload {
    static let route = Route.local  // expect CATGA0035:16
    static let qualityOfService = DeliveryQuality.atMostOnce  // expect CATGA0035:16
}

struct OrderPlaced: Event {
    static let route = Route.key("orderID")  // expect CATGA0035:34
    var orderID: UInt64
}

struct OrderPaid: ReliableEvent {
    static let route = Route.any  // expect CATGA0035:16
}

struct PlaceOrder: Command {
    static var route: Route { .local }  // expect CATGA0035:16
    static let qualityOfService = [DeliveryQuality.atMostOnce][0]  // expect CATGA0035:16
}

struct PayOrder: Command {
    #if DEBUG
    static let route = Route.local  // expect CATGA0035:16
    #endif
    static let qualityOfService = DeliveryQuality(rawValue: 1)  // expect CATGA0035:16
}
