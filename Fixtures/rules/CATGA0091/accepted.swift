// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

nonisolated(unsafe) let limit = 10
nonisolated(unsafe) var ordersToday = 0
@MainActor var shown = 0

struct Counters: Handlers {
    let store: Store

    func on(_ event: OrderPlaced) {
        store.note(ordersToday: limit)
        print(store.ordersToday)
    }
}

struct Store {
    let ordersToday = 1
    func note(ordersToday: Int) {}
}
