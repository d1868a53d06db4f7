import Catga

struct OrderPlaced: ReliableEvent {
    static let qualityOfService = DeliveryQuality.atMostOnce  // expect CATGA0102:16
}
