import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) async throws {
        while true {
            try await Task.sleep(for: .seconds(1))
        }
    }
}

struct Polls: Handlers {
    func on(_ event: OrderPlaced) async {
        while !Task.isCancelled { await Task.yield() }
        while true { if Task.isCancelled { break } }
        repeat { print("poll") } while true && event.orderID > 0
        var rest = event.orderID
        while true {
            rest -= 1
            if rest == 0 { return }
        }
    }
}
