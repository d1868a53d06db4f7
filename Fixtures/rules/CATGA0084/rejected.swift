import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        try! Journal.write()  // expect CATGA0084:9
        let number = Journal.value as! UInt64  // expect CATGA0084:36
        if number != event.orderID { fatalError("wrong") }  // expect CATGA0084:38
    }
}

enum Journal {
    static let value: Any = 1
    static func write() throws {}
}
