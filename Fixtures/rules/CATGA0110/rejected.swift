import Catga

struct UserRegistered: Event {
    var userID: UInt64
    var password: String  // expect CATGA0110:9
    var apiKey: [UInt8]?  // expect CATGA0110:9
    var cardNumber: String  // expect CATGA0110:9
}

struct SessionOpened: ReliableEvent {
    var accessToken: String  // expect CATGA0110:9
}
