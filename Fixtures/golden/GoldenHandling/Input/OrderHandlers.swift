public import Catga
import GoldenContracts
import Synchronization

/// Given by the app: it has no `init()`.
public struct OrderHandlers: Handlers {
    let journal: Journal

    public init(journal: Journal) {
        self.journal = journal
    }

    func handle(_ command: PlaceOrder, _ context: borrowing Context) throws(OrderRejection) -> Receipt {
        guard !command.items.isEmpty else { throw .nothingOrdered }
        journal.note("place \(command.customerID) attempt \(context.attempt)")
        return Receipt(orderID: command.customerID + 1000, totalCents: Int64(command.items.count) * 250)
    }

    func handle(_ query: FindReceipt) async throws -> Receipt? {
        await Task.yield()
        guard query.orderID != 13 else { throw Unlucky() }
        return query.orderID > 1000 ? Receipt(orderID: query.orderID, totalCents: 250) : nil
    }
}

extension OrderHandlers {
    func handle(_: ListSkus) -> [String: [Int32]] { ["bolt": [1, 2], "nut": []] }

    func on(_ event: OrderPlaced, _ context: borrowing Context) throws {
        journal.note("placed \(event.orderID) attempt \(context.attempt)")
        if context.attempt < 2 { throw Unlucky() }
    }
}

public enum OrderRejection: Int32, HandlerError {
    case nothingOrdered = 4

    public var message: String { "The order has no items" }
}

struct Unlucky: Error {}

/// What the handlers did, in order.
public final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    public init() {}

    public func note(_ line: String) { lines.withLock { $0.append(line) } }
    public var all: [String] { lines.withLock { $0 } }
}
