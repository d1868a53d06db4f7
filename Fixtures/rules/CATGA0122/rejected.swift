import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Mails: Handlers {  // expect CATGA0122:8
    func handleOrderPlaced(_ event: OrderPlaced) {}
}

actor Later: Handlers {  // expect CATGA0122:7
    private func note(_ event: OrderPlaced) {}
}
