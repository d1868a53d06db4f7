import Catga

struct Money: Payload {
    var cents: Int64
}

enum Color: UInt8, Payload {
    case red = 1
}

typealias Cents = Int64

struct Tree: Payload {
    var value: Int32
    var children: [Tree]
    var byName: [String: Tree]
}

struct PlaceOrder: Command {
    typealias Reply = Shop.Receipt?

    static let limit: (Int, Int) = (1, 9)

    var flags: [Bool]
    var bytes: [UInt8]
    var small: Int8, large: Swift.UInt64
    var ratio: Float
    var prices: Dictionary<String, Cents>
    var colors: Set<Color>
    var names: [Color: [String]]
    var total: Money
    var tip: Optional<Money>
    var count = 1
    var share = 0.5
    var title = "new"
    var isGift = false
    var note: String? = nil
    var tree: Tree

    var isLarge: Bool { count > 100 }
    var pair: (Int, Int) { (count, count) }
}

enum Shop {
    struct Receipt: Payload {
        var orderID: UInt64
    }
}
