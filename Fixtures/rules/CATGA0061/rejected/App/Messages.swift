// fixture: expect catga.lock CATGA0061 14 1
// fixture: severity CATGA0120 off
import Catga

struct OrderPlaced: Event {
    static let layout = Layout.versionTolerant
    var number: UInt64  // expect CATGA0061:9
    var shop: String?  // expect CATGA0061:9
}

struct OrderCancelled: Event {}  // expect CATGA0061:8

enum Reason: UInt8, Payload {
    case unknown
    case tooLate  // expect CATGA0061:10
}
