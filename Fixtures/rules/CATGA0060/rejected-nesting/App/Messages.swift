// fixture: expect catga.lock CATGA0060 6 49
import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
}
