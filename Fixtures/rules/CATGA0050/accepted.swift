// fixture: severity CATGA0120 off
import Catga
import Foundation

enum Color: UInt8, Payload {
    case red = 1
}

struct Point: Payload {
    static let layout: Layout = .fixed
    var x: Int32
    var color: Color
}

struct Sample: Payload {
    static let layout = Catga.Layout.fixed
    var number: Int64
    var isValid: Bool?
    var point: Point
    var last: Point?
    var date: Date
    var id: UUID?
    var duration: Duration
}
