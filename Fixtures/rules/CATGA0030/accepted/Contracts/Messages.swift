import Catga

public struct PlaceOrder: Command {
    public init() {}
}

package struct GetStock: Query {
    package typealias Reply = Int64
    package init() {}
}
