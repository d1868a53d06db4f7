import Catga
import Contracts

struct StockHandlers: Handlers {
    func handle(_ query: GetStock) async throws -> Int64 { 0 }
}
