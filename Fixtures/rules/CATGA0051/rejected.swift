// fixture: severity CATGA0120 off
import Catga

let isNew = true

struct Sample: Payload {
    static let layout: Layout = isNew ? .versionTolerant : .regular  // expect CATGA0051:16
    var number: Int64
}

struct Other: Payload {
    static let layout: Layout = makeLayout()  // expect CATGA0051:16
    var number: Int64
}

struct Conditional: Payload {
    #if os(Linux)
    static let layout = Layout.fixed  // expect CATGA0051:16
    #endif
    var number: Int64
}

enum Color: UInt8, Payload {
    case red = 1
    static let layout = Layout.fixed  // expect CATGA0051:16
}

func makeLayout() -> Layout { .regular }
