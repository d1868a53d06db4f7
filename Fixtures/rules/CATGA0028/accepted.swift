// fixture: severity CATGA0120 off
import Catga

struct نامه‌ای: Payload {
    var größe: UInt64
    var `two words`: UInt64
}
