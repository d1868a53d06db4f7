import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        // catga:allow CATGA0084 the process cannot go on without its journal
        if event.orderID == 0 { fatalError("no journal") }
        if event.orderID == 1 { fatalError("no journal") }  // catga:allow CATGA0084 the same
        // Two on top of one another, and text that only looks like one.
        // catga:allow CATGA0082 shown to developers only
        // catga:allow CATGA0084 likewise
        if event.orderID == 2 { fatalError(String(reflecting: event)) }
        print("// catga:allow")
        /// catga:allow
        print("done")
    }
}
