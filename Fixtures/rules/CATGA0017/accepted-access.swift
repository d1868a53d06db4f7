// fixture: severity CATGA0122 off
// fixture: access internal
import Catga

struct OrderHandlers: Handlers {
    let sender: String
}
