import Catga
import CatgaCore

struct PlaceOrder: Command {
    var customerID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) async throws {}
}
