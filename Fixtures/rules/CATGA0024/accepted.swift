// fixture: severity CATGA0120 off
import Catga

struct PlaceOrder: Command {}

enum Color: UInt8, Payload {
    case red = 1
    case green = 2
}

enum Size: Int, Sendable {
    case small, large
}

extension Size: Payload {}

enum Shop {
    struct OrderPlaced: Event {}
}
