// fixture: access internal

import Catga

import Dispatch

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Invoiced: Event {}

struct Orders: Handlers {
    let queue: DispatchQueue
    let clock: Clock
    let lease: Lease

    func on(_ event: OrderPlaced) async throws {
        try await Task.sleep(for: .seconds(1))
        await clock.sleep(1)
        await lease.wait()
        await lease.semaphore.wait()
        lease.sync()
        queue.async { print(event.orderID) }
        print("semaphore.wait()")
    }

    // What is synchronous holds the thread of whoever called it, as it says.
    func on(_ event: Invoiced) { queue.sync { print("invoiced") } }
}

struct Clock {
    func sleep(_ seconds: Int) async {}
}

struct Lease {
    var semaphore: Clock
    func wait() async {}
    func sync() {}
}
