// fixture: expect catga.lock CATGA0060 2 19
import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
}
