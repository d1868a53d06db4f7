import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct OrderSeen: Event {}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        do { try Journal.write() } catch { print(error) }
        do {
            try Journal.write()
        } catch {
            // The journal is a copy; the order itself is safe.
        }
    }

    // A plain event is heard at most once anyway.
    func on(_ event: OrderSeen) {
        do { try Journal.write() } catch {}
    }
}

enum Journal {
    static func write() throws {}
}
