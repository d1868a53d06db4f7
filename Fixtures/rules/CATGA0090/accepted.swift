// fixture: access internal

import Catga

import Synchronization

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

final class Counters: Handlers {
    let count = Mutex(0)

    func on(_ event: OrderPlaced) { count.withLock { $0 += 1 } }
}

final class LockedCounters: Handlers, @unchecked Sendable {
    private let lock = Mutex(())
    private var count = 0

    func on(_ event: OrderPlaced) { lock.withLock { _ in count += 1 } }
}

actor Sums: Handlers {
    var total: UInt64 = 0

    func on(_ event: OrderPlaced) { total += event.orderID }
}
