public import Catga

public struct PriceOf: Query {
    public typealias Reply = UInt32
    public static let route = Route.key("article")
    public var article: String

    public init(article: String) {
        self.article = article
    }
}

public struct Restock: Command {
    public var article: String
    public var count: UInt32

    public init(article: String, count: UInt32) {
        self.article = article
        self.count = count
    }
}

public struct Restocked: Event {
    public var article: String

    public init(article: String) {
        self.article = article
    }
}
