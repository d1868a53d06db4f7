// fixture: kind executable
import Catga

struct OrderHandlers: Handlers {
    let sender: String
}
