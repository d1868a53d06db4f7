import Catga

struct OrderPlaced: Event {
    var orderID: UInt64
    #if DEBUG
    var note: String  // expect CATGA0022:9
    #else
    var code: Int32  // expect CATGA0022:9
    #endif
}
