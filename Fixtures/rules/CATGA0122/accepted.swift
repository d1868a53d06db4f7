import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Mails: Handlers {}

extension Mails {
    func on(_ event: OrderPlaced) {}
}

protocol ShopHandlers: Handlers {}
