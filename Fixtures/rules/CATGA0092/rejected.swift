import Catga

struct OrderPlaced: ReliableEvent {
    var orderID: UInt64
}

struct Orders: Handlers {
    func on(_ event: OrderPlaced) async {
        while true {  // expect CATGA0092:9
            try? await Task.sleep(for: .seconds(1))
        }
    }
}

struct Polls: Handlers {
    func on(_ event: OrderPlaced) {
        repeat { print("poll") } while true  // expect CATGA0092:9
    }
}
