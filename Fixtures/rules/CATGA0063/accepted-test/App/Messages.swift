// fixture: kind test
import Catga

struct PlaceOrder: Command {
    var somethingElse: String
}
