import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) {
        let (ticks, source) = AsyncStream<Int>.makeStream()  // expect CATGA0085:31
        let numbers = AsyncStream<[Int]> { $0.finish() }  // expect CATGA0085:23
        let more = AsyncThrowingStream(Int.self, bufferingPolicy: .unbounded) { $0.finish() }  // expect CATGA0085:20
        print(ticks, source, numbers, more)
    }
}
