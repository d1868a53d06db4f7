// fixture: severity CATGA0120 off
import Catga

enum Payment: Payload {
    case cash
    #if os(Linux)
    case free(reason: String)  // expect CATGA0052:10
    #endif
    case card(String)
}
