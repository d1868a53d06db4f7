// fixture: expect catga.lock CATGA0060 1 12
import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
}
