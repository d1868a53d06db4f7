// fixture: severity CATGA0122 off
// fixture: kind executable
import Catga

struct OrderHandlers: Handlers {
    let sender: String
}
