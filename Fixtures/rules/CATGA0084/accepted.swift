import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) throws {
        try Journal.write()
        try? Journal.write()
        let number = Journal.value as? UInt64
        if number != event.orderID { Journal.fatalError("fine") }
        // The type of a handler's own helpers is their business.
        print("try! as! fatalError()")
    }
}

enum Journal {
    static let value: any Sendable = 1
    static func write() throws {}
    static func fatalError(_ text: String) {}
}
