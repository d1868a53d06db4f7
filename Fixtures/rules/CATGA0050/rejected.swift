// fixture: severity CATGA0120 off
import Catga

struct Point: Payload {
    var x: Int32
}

struct Sample: Payload {
    static let layout = Layout.fixed
    var name: String  // expect CATGA0050:9
    var values: [Double]  // expect CATGA0050:9
    var point: Point  // expect CATGA0050:9
    var label: String?  // expect CATGA0050:9
    var number: Int64
}
