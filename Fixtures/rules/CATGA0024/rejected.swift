// fixture: severity CATGA0120 off
import Catga

final class PlaceOrder: Command {}  // expect CATGA0024:13

actor Counter: Payload {}  // expect CATGA0024:7

enum OrderPlaced: Event {  // expect CATGA0024:6
    case placed(UInt64)
}

enum Step: UInt8, Command {  // expect CATGA0024:6
    case first = 1
}

enum Color: Payload {  // expect CATGA0024:6
    case red, green
}

enum Currency: String, Payload {  // expect CATGA0024:6
    case euro = "EUR"
}

extension String: @retroactive Payload {}  // expect CATGA0024:11
