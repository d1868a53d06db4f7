// fixture: kind executable
import Catga

public struct OrderPlaced: Event {
    public var orderID: UInt64
}
