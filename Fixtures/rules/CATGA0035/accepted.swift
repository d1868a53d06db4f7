// fixture: severity CATGA0120 off
import Catga

struct Address: Payload {
    static let route = "Main Street"
}

struct OrderPlaced: Event {
    static let route = Route.broadcast
    static let qualityOfService: DeliveryQuality = .atLeastOnce
}

struct OrderPaid: ReliableEvent {
    static let route: Catga.Route = .local
}

struct PlaceOrder: Command {
    static let route = CatgaCore.Route.replicated
    static let qualityOfService = Catga.DeliveryQuality.effectivelyOnce
}
