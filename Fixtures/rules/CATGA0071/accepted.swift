// fixture: severity CATGA0082 off

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        // catga:allow CATGA0084 the process cannot go on without its journal
        if event.orderID == 0 { fatalError("no journal") }
        // catga:allow CATGA0082 the rule is off here, and on elsewhere
        dump(event)
    }
}
