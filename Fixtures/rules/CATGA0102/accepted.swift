import Catga

struct OrderPlaced: ReliableEvent {
    static let qualityOfService = QualityOfService.effectivelyOnce
}

struct OrderSeen: Event {
    static let qualityOfService = QualityOfService.atMostOnce
}
