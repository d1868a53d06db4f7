import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct PlaceOrder: Command {}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        Task { print(event.orderID) }  // expect CATGA0101:9
    }

    func handle(_ command: PlaceOrder) {
        print("placed")
        _ = Task(priority: .low) { print("really") }  // expect CATGA0101:13
        Task.detached { print("really") }  // expect CATGA0101:9
    }
}
