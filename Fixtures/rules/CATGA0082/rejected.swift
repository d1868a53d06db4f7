import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        for child in Mirror(reflecting: event).children { print(child) }  // expect CATGA0082:22
        print(String(reflecting: event))  // expect CATGA0082:15
        dump(event)  // expect CATGA0082:9
    }
}
