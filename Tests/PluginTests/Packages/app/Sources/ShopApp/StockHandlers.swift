import Catga
import ShopContracts

struct StockHandlers: Handlers {
    let greeting: String

    func handle(_ command: Restock) async {
        print("\(greeting) \(command.count) of \(command.article)")
    }

    func on(_ event: Restocked) {
        print("\(event.article) is there")
    }
}
