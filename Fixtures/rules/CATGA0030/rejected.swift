import Catga

struct Money: Payload {
    var cents: Int64
}

package enum Color: UInt8, Payload {
    case red = 1
}

public struct PlaceOrder: Command {
    public typealias Reply = [Money]  // expect CATGA0030:30
    var total: Money  // expect CATGA0030:9
    var colors: Set<Color>  // expect CATGA0030:9
    public init() {
        total = Money(cents: 0)
        colors = []
    }
}
