public import CatgaCore

public struct Price: Query {
    public typealias Reply = Quote
    public static let formerWireNames = ["AskPrice"]
    public var sku: String
    public var quantities: [Int32]

    public init(sku: String, quantities: [Int32]) {
        self.sku = sku
        self.quantities = quantities
    }
}

public struct Quote: Payload {
    public var cents: Int64
    public var note: String?

    public init(cents: Int64, note: String? = nil) {
        self.cents = cents
        self.note = note
    }
}

/// Of a fixed size, and without a reply.
public struct Restock: Command {
    public var shelf: UInt16
    public var count: Int32

    public init(shelf: UInt16, count: Int32) {
        self.shelf = shelf
        self.count = count
    }
}

/// Heard by two handlers, one of which fails now and then.
public struct ShelfEmptied: Event {
    public var shelf: UInt16

    public init(shelf: UInt16) {
        self.shelf = shelf
    }
}

public enum ShopError: Int32, HandlerError {
    case unknownShelf = 7

    public var message: String { "There is no such shelf" }
}

public struct ShopHandlers: Handlers {
    private let shelves: UInt16

    public init(shelves: UInt16) {
        self.shelves = shelves
    }

    func handle(_ query: Price, _ context: borrowing Context) -> Quote {
        var cents: Int64 = 0
        for quantity in query.quantities { cents += Int64(quantity) * 125 }
        return Quote(cents: cents, note: context.attempt > 1 ? query.sku : nil)
    }

    func handle(_ command: Restock) throws(ShopError) {
        if command.shelf >= shelves { throw .unknownShelf }
    }

    func on(_ event: ShelfEmptied) throws(CatgaError) {
        if event.shelf >= shelves { throw CatgaError(code: .overloaded, message: "too many shelves") }
    }
}

/// Made by generated code.
public struct ShelfLabels: Handlers {
    func on(_ event: ShelfEmptied) throws(ShopError) {
        if event.shelf == 0 { throw .unknownShelf }
    }
}
