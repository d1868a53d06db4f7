import Catga

struct OrderPlaced: Event {
    var address: Address
}

struct Address: Payload {
    var street: String
}

struct OldAddress: Payload {  // expect CATGA0120:8
    var street: String
    var before: [OldAddress]
}
