import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct MailHandlers {
    func on(_ event: OrderPlaced) {}  // expect CATGA0123:10
}

final class OrderHandler: Sendable {
    func on(_ event: OrderPlaced, _ context: borrowing Context) async {}  // expect CATGA0123:10
}
