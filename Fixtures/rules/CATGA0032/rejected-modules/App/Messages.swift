import Catga

struct NewOrder: Event {
    static let wireName = "OrderPlaced"  // expect CATGA0032:27
}
