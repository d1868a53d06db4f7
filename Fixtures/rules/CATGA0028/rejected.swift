// fixture: severity CATGA0120 off
import Catga

struct Or​der: Payload {  // expect CATGA0028:8
    var to‮tal: UInt64  // expect CATGA0028:9
}
