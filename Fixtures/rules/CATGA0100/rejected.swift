import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        do { try Journal.write() } catch {}  // expect CATGA0100:36
    }
}

enum Journal {
    static func write() throws {}
}
