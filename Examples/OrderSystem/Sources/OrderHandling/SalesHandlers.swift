import Catga
import OrderContracts
import Synchronization

/// The side that answers questions: it hears what has happened and keeps the sums ready.
///
/// It has an `init()`, so the generated code makes it; the app does not even have to know of it.
struct SalesHandlers: Handlers {
    private let ledger: SalesLedger

    init() {
        ledger = SalesLedger()
    }

    func on(_ event: OrderPlaced) throws(OrderRejection) {
        try ledger.add(event)
    }

    func on(_ event: OrderCancelled) throws(OrderRejection) {
        try ledger.subtract(event)
    }

    func handle(_ query: GetCustomerTotal) -> CustomerTotal {
        ledger.total(of: query.customerID)
    }

    func handle(_ query: GetSalesReport) -> SalesReport {
        ledger.report()
    }
}

/// Sums over all orders.
private final class SalesLedger: Sendable {
    private struct State {
        var report = SalesReport()
        var customers: [UInt64: CustomerTotal] = [:]
    }

    private let state = Mutex(State())

    func add(_ event: OrderPlaced) throws(OrderRejection) {
        try state.withLock { (state) throws(OrderRejection) in
            // This sum never shrinks, so where it fits the customer's fits too, and nothing is ever half added.
            guard event.totalCents >= 0 else { throw .amountOutOfRange }
            state.report.placedCents = try state.report.placedCents.plus(event.totalCents)
            state.report.placedOrders += 1
            for item in event.items {
                state.report.unitsBySKU[item.sku, default: 0] += Int64(item.quantity)
            }
            state.customers[event.customerID, default: CustomerTotal()].orders += 1
            state.customers[event.customerID, default: CustomerTotal()].cents += event.totalCents
        }
    }

    func subtract(_ event: OrderCancelled) throws(OrderRejection) {
        try state.withLock { (state) throws(OrderRejection) in
            guard event.totalCents >= 0 else { throw .amountOutOfRange }
            state.report.cancelledCents = try state.report.cancelledCents.plus(event.totalCents)
            state.report.cancelledOrders += 1
            for item in event.items {
                state.report.unitsBySKU[item.sku, default: 0] -= Int64(item.quantity)
            }
            state.customers[event.customerID, default: CustomerTotal()].orders -= 1
            state.customers[event.customerID, default: CustomerTotal()].cents -= event.totalCents
        }
    }

    func total(of customerID: UInt64) -> CustomerTotal {
        state.withLock { $0.customers[customerID] ?? CustomerTotal() }
    }

    func report() -> SalesReport {
        state.withLock { $0.report }
    }
}
