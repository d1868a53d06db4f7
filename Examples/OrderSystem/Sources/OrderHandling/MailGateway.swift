import Synchronization

/// Stands in for a mail service that is now and then too busy.
public final class MailGateway: Sendable {
    /// What ``confirm(_:attempt:)`` throws when the service is busy.
    struct Busy: Error {}

    private let isBusy: @Sendable (_ orderID: UInt64, _ attempt: UInt32) -> Bool
    private let confirmed = Mutex<Set<UInt64>>([])

    /// - Parameter isBusy: Decides which attempts fail. By default the first one does for every fiftieth order, so that
    ///   each run shows the same redeliveries.
    public init(
        isBusy: @escaping @Sendable (_ orderID: UInt64, _ attempt: UInt32) -> Bool = { orderID, attempt in
            orderID.isMultiple(of: 50) && attempt == 1
        }
    ) {
        self.isBusy = isBusy
    }

    /// Mails a customer that the order was accepted. Does nothing for an order that was confirmed before: an event that
    /// is delivered at least once may be delivered twice.
    func confirm(_ orderID: UInt64, attempt: UInt32) async throws {
        await Task.yield()  // Where a real gateway would wait for the network.
        guard !isBusy(orderID, attempt) else { throw Busy() }
        confirmed.withLock { _ = $0.insert(orderID) }
    }

    /// Orders whose confirmation was sent.
    public var confirmedOrders: Int { confirmed.withLock { $0.count } }
}
