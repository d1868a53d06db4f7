import Catga

struct PlaceOrder: Command {
    typealias Reply = Int64
    var customerID: UInt64
}

struct CancelOrder: Command {
    var orderID: UInt64
}

struct AddNote: Command {
    var text: String
}

struct OrderPlaced: Event {
    var orderID: UInt64
}

struct OrderHandlers: Handlers {
    func handle(_ command: PlaceOrder, _ context: borrowing Context) async throws -> Int64 { 1 }
    func handle(_ order: borrowing CancelOrder) throws(CatgaError) {}
    func handle(_ note: borrowing AddNote.View) {}
    func on(_ event: OrderPlaced, _: borrowing Catga.Context) async {}

    func cancel(command: CancelOrder) {}
    static func handle(_ values: [Int]) {}
}
