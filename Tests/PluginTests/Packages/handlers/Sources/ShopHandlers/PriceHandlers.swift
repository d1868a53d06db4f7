import Catga
import ShopContracts

public struct PriceHandlers: Handlers {
    public init() {}

    public func handle(_ query: PriceOf) -> UInt32 {
        UInt32(query.article.utf8.count) * 100
    }
}
