import Catga

protocol ShopEvent: ReliableEvent {}

struct OrderPlaced: ShopEvent, ReliableEvent, Payload, Sendable {
    var orderID: UInt64
}
