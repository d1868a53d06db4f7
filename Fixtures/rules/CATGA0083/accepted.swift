// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

protocol Gateway: Sendable {}
struct Bank: Gateway {}

struct Orders: Handlers {
    let gateway: any Gateway

    func on(_ event: OrderPlaced) {
        let other = Bank() as any Gateway
        if let bank = gateway as? Bank { print(bank, other) }
        do {
            try Journal.write()
        } catch let error as any Error {
            print(error)
        } catch is CancellationError {
        }
    }
}

enum Journal {
    static func write() throws {}
}
