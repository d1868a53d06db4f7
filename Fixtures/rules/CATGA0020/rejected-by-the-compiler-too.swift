import Catga

struct Node: Payload {
    var next: Node?  // expect CATGA0020:9
}

typealias Circle = Round
typealias Round = Circle

struct OrderPlaced: Event {
    var anything: Any  // expect CATGA0020:9
    var text: some StringProtocol = ""  // expect CATGA0020:9
    var circle: Circle  // expect CATGA0020:9
    var missing: Node.Kind  // expect CATGA0020:9
}
