import Catga

struct OrderPlaced: ReliableEvent {
    static let qualityOfService = DeliveryQuality.effectivelyOnce
}

struct OrderSeen: Event {
    static let qualityOfService = DeliveryQuality.atMostOnce
}
