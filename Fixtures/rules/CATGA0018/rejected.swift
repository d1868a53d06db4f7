import CatgaCore

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct CancelOrder: Command {
    var orderID: UInt64
}

struct PackOrder: Command {
    var orderID: UInt64
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) async {}  // expect CATGA0018:10
    func handle(_ command: CancelOrder) throws {}  // expect CATGA0018:10
    func handle(_ command: borrowing PackOrder.View) {}  // expect CATGA0018:10
    func on(_ event: OrderPlaced) throws(Never) {}  // expect CATGA0018:10
}
