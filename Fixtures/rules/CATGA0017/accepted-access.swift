// fixture: access internal
import Catga

struct OrderHandlers: Handlers {
    let sender: String
}
