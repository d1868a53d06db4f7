// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    let store: Store

    func on(_ event: OrderPlaced) {
        print(String(describing: event.orderID))
        store.dump(event.orderID)
        let Mirror = 1
        print(Mirror)
    }
}

struct Store {
    func dump(_ number: UInt64) {}
}
