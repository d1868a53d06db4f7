import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        // catga:allow CATGA0084 it was here once  // expect CATGA0071:12
        print(event.orderID)

        // catga:allow CATGA0084 too far away  // expect CATGA0071:12

        if event.orderID == 0 { fatalError("no journal") }  // expect CATGA0084:33
    }
}
