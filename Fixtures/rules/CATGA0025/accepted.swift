import Catga

struct Changed: Event {
    var values: Array<Int32>
}

struct Store<Item> {
    func publish(_ item: Item) {}
}
