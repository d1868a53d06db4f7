import Catga

public struct GetStock: Query {
    public typealias Reply = Int64
    public var itemID: UInt64
    public init(itemID: UInt64) { self.itemID = itemID }
}

public struct OrderItem: Command {  // expect CATGA0010:15
    public var itemID: UInt64
    public init(itemID: UInt64) { self.itemID = itemID }
}
