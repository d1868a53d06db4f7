import Catga

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

#if os(Linux)
struct LinuxHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
    func on(_ event: OrderPlaced) {}
}
#else
struct OtherHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
    func on(_ event: OrderPlaced) {}
}
#endif

struct MailHandlers: Handlers {
    func on(_ event: OrderPlaced) async {}
}
