import Catga

struct Changed<Value: Payload>: Event {  // expect CATGA0025:8
    var count: Int32
}

struct Store<Item> {
    struct Opened: Event {  // expect CATGA0025:12
        var storeID: UInt64
    }
}
