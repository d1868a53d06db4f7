import Catga
import Contracts
import OtherContracts

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder) {}  // expect CATGA0030:28
    func handle(_ query: GetStock) -> Int64 { 0 }  // expect CATGA0030:26
}
