import Catga

struct OrderPlaced: ReliableEvent {
    static let qualityOfService = QualityOfService.atMostOnce  // expect CATGA0102:16
}
