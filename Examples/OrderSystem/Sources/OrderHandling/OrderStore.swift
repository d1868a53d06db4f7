import OrderContracts
import Synchronization

/// All orders, in memory. Handlers run on many threads at once, so the state is behind a lock.
public final class OrderStore: Sendable {
    private struct State {
        /// The order with number `n` is at `n - 1`.
        var orders: [OrderDetails] = []
        /// What each customer has ordered and not cancelled.
        var openCents: [UInt64: Int64] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// Keeps an order and gives it the next number.
    func place(
        _ items: [OrderItem],
        for customerID: UInt64,
        totalCents: Int64,
        creditLimitCents: Int64
    ) throws(OrderRejection) -> OrderReceipt {
        try state.withLock { (state) throws(OrderRejection) in
            let open = try state.openCents[customerID, default: 0].plus(totalCents)
            guard open <= creditLimitCents else { throw .overCreditLimit }
            let order = OrderDetails(
                orderID: UInt64(state.orders.count) + 1,
                customerID: customerID,
                items: items,
                totalCents: totalCents,
                state: .placed
            )
            state.orders.append(order)
            state.openCents[customerID] = open
            return OrderReceipt(orderID: order.orderID, totalCents: totalCents)
        }
    }

    func cancel(_ orderID: UInt64) throws(OrderRejection) {
        try state.withLock { (state) throws(OrderRejection) in
            guard let index = Self.index(of: orderID, in: state) else { throw .unknownOrder }
            guard state.orders[index].state == .placed else { throw .alreadyCancelled }
            state.orders[index].state = .cancelled
            // Cannot overflow: what is taken back was added before.
            state.openCents[state.orders[index].customerID, default: 0] -= state.orders[index].totalCents
        }
    }

    func order(_ orderID: UInt64) -> OrderDetails? {
        state.withLock { state in
            Self.index(of: orderID, in: state).map { state.orders[$0] }
        }
    }

    /// `nil` for a number that was never given: it may come from anywhere and be anything.
    private static func index(of orderID: UInt64, in state: State) -> Int? {
        guard orderID >= 1, orderID <= UInt64(state.orders.count) else { return nil }
        return Int(orderID) - 1
    }
}
