import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

final class Counters: Handlers, @unchecked Sendable {
    var count = 0  // expect CATGA0090:9

    func on(_ event: OrderPlaced) { count += 1 }
}

struct Sums: Handlers {
    nonisolated(unsafe) static var total: UInt64 = 0  // expect CATGA0090:36

    func on(_ event: OrderPlaced) { Self.total += event.orderID }
}
