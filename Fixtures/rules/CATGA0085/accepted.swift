import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        let (ticks, source) = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingNewest(10))
        let numbers = AsyncStream(Int.self, bufferingPolicy: .bufferingOldest(10)) { $0.finish() }
        let asked = AsyncStream<Int>(unfolding: { nil })
        let known: AsyncStream<Int> = ticks
        print(known, source, numbers, asked)
    }
}
