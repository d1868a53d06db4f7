// fixture: severity CATGA0120 off
import Catga

struct Sample: Payload {
    static let layout = Layout.versionTolerant
    var number: Int64
}

struct Plain: Payload {
    static let layout: Layout = .regular
    var number: Int64
}

/// Not ours: the name alone means nothing.
struct Page: Payload {
    static let layout = "grid"
    var number: Int64
}
