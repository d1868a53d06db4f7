// fixture: expect catga.lock CATGA0060 6 1
import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
}
