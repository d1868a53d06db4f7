import Catga
import OrderContracts
import OrderHandling

/// Sends every order through the node, as the front of a shop would, and notes what it saw.
struct OrderRun {
    /// Every so many accepted orders are looked up again.
    private static let lookupInterval: UInt64 = 10
    /// For so many accepted orders once, the customer asks what they owe.
    private static let totalInterval: UInt64 = 25

    let node: CatgaNode
    private(set) var secondCount: SecondCount
    private(set) var malformed = MalformedLines()
    private(set) var latencies = LatencyHistogram()
    private(set) var elapsed = Duration.zero

    private(set) var orders = 0
    private(set) var placed = 0
    private(set) var cancelled = 0
    private(set) var queries = 0
    private(set) var rejections: [OrderRejection: Int] = [:]
    /// Queries that were answered with something else than the receipt said.
    private(set) var wrongAnswers = 0
    /// Errors that no handler meant to throw, and the first of them.
    private(set) var failures = 0
    private(set) var firstFailure: CatgaError?

    init(node: CatgaNode, catalogue: Catalogue) {
        self.node = node
        secondCount = SecondCount(catalogue: catalogue)
    }

    /// - Throws: ``UnreadableFile``. Neither a malformed line nor a declined order ends the run.
    mutating func takeAll(from source: any OrderSource, progress: ProgressLine) async throws {
        var source = source
        var progress = progress
        defer { progress.clear() }
        let start = ContinuousClock.now
        while let entry = try source.next() {
            switch entry.content {
            case .success(let order):
                orders += 1
                secondCount.add(order)
                await take(order)
            case .failure(let reason):
                malformed.add(reason, line: entry.line)
            }
            progress.show(orders + malformed.count)
        }
        elapsed = start.duration(to: .now)
    }

    private mutating func take(_ order: IncomingOrder) async {
        do throws(CatgaError) {
            let command = PlaceOrder(
                customerID: order.customer,
                items: order.items.map { OrderItem(sku: $0.sku, quantity: $0.quantity) },
                coupon: order.coupon
            )
            let receipt = try await place(command)
            if order.cancel { try await cancel(command, receipt) }
            if receipt.orderID.isMultiple(of: Self.lookupInterval) { try await lookUp(receipt, order) }
            if receipt.orderID.isMultiple(of: Self.totalInterval) { try await askForTotal(of: order.customer) }
        } catch {
            note(error)
        }
    }

    private mutating func note(_ error: CatgaError) {
        // What the handler threw, whether it ran in this process or in another one.
        if error.code == .rejected, let rejection = OrderRejection(rawValue: error.handlerCode) {
            rejections[rejection, default: 0] += 1
        } else {
            failures += 1
            firstFailure = firstFailure ?? error
        }
    }
}

// MARK: - Messages

extension OrderRun {
    private mutating func place(_ command: PlaceOrder) async throws(CatgaError) -> OrderReceipt {
        let receipt = try await send(command)
        placed += 1
        let event = OrderPlaced(
            orderID: receipt.orderID,
            customerID: command.customerID,
            items: command.items,
            totalCents: receipt.totalCents
        )
        let start = ContinuousClock.now
        try await node.publish(event)
        latencies.record(since: start)
        return receipt
    }

    /// A declined order took its time as well.
    private mutating func send(_ command: PlaceOrder) async throws(CatgaError) -> OrderReceipt {
        let start = ContinuousClock.now
        defer { latencies.record(since: start) }
        return try await node.send(command)
    }

    private mutating func cancel(_ command: PlaceOrder, _ receipt: OrderReceipt) async throws(CatgaError) {
        var start = ContinuousClock.now
        try await node.send(CancelOrder(orderID: receipt.orderID))
        latencies.record(since: start)
        cancelled += 1
        let event = OrderCancelled(
            orderID: receipt.orderID,
            customerID: command.customerID,
            items: command.items,
            totalCents: receipt.totalCents
        )
        start = ContinuousClock.now
        try await node.publish(event)
        latencies.record(since: start)
    }

    private mutating func lookUp(_ receipt: OrderReceipt, _ order: IncomingOrder) async throws(CatgaError) {
        let start = ContinuousClock.now
        let details = try await node.send(GetOrder(orderID: receipt.orderID))
        latencies.record(since: start)
        queries += 1
        let isRight =
            details?.totalCents == receipt.totalCents
            && details?.customerID == order.customer
            && details?.state == (order.cancel ? .cancelled : .placed)
        if !isRight { wrongAnswers += 1 }
    }

    private mutating func askForTotal(of customer: UInt64) async throws(CatgaError) {
        let start = ContinuousClock.now
        let total = try await node.send(GetCustomerTotal(customerID: customer))
        latencies.record(since: start)
        queries += 1
        if total != secondCount.customers[customer] { wrongAnswers += 1 }
    }

    /// What the handlers say in the end about everything that was counted a second time.
    func askForTotals() async throws(CatgaError) -> Answers {
        var answers = Answers(sales: try await node.send(GetSalesReport()))
        for customer in secondCount.customers.keys {
            answers.customers[customer] = try await node.send(GetCustomerTotal(customerID: customer))
        }
        return answers
    }
}

/// The totals as the handlers have them.
struct Answers {
    var sales: SalesReport
    var customers: [UInt64: CustomerTotal] = [:]
}
