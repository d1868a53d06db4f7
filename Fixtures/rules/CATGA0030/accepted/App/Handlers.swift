import Catga
import Contracts

struct Money: Payload {
    var cents: Int64
}

struct Pay: Command {
    var total: Money
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}
    func handle(_ query: GetStock) -> Int64 { 0 }
    func handle(_ command: Pay) {}
}
