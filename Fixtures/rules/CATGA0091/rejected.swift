import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

nonisolated(unsafe) var ordersToday = 0

struct Counters: Handlers {
    func on(_ event: OrderPlaced) {
        ordersToday += 1  // expect CATGA0091:9
    }
}
