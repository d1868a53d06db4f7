import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
}

struct AuditHandlers: Handlers {
    func handle(_ command: PlaceOrder) async throws {}  // expect CATGA0011:10
}
