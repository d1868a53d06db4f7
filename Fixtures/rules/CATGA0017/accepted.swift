// fixture: severity CATGA0122 off
import Catga

public protocol OrderStore: Sendable {}

public struct OrderHandlers: Handlers {
    let store: any OrderStore
    public init(store: any OrderStore) { self.store = store }
}

struct MailHandlers: Handlers {
    var sender = "shop"
    var retries: Int?
}

actor CountingHandlers: Handlers {
    var count: Int
    init(from start: Int = 0) { count = start }
}
