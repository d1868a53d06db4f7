// fixture: kind executable
import Catga
import Orders

actor OrderHandlers: Handlers {
    func handle(_ command: Orders.PlaceOrder) {}  // expect CATGA0011:10
}
