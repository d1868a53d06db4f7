// fixture: access internal

import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct OrderSeen: Event {}

struct Orders: Handlers {
    let tasks: Tasks

    func on(_ event: OrderPlaced) async {
        let first = Task { event.orderID }
        print(await first.value)
        print(await Task { event.orderID }.value)
        tasks.keep(
            Task { print(event.orderID) }
        )
    }

    // Nobody relies on a plain event.
    func on(_ event: OrderSeen) {
        Task { print("seen") }
    }
}

struct Tasks {
    func keep(_ task: Task<Void, Never>) {}
}
