import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        // catga:allow  // expect CATGA0070:12
        print(event.orderID)
        // catga:allow CATGA0084  // expect CATGA0070:12
        print(event.orderID)  // catga:allow CATGA84 because  // expect CATGA0070:34
        // catga:allow CATGA0020 because  // expect CATGA0070:12
        print(event.orderID)
    }
}
