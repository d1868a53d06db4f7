import Catga
import OrderContracts

/// Everything the report tells.
struct RunResult {
    var name: String
    var run: OrderRun
    var answers: Answers
    var deliveries: [DeliveryCount]
    var deadLetters: [DeadLetter]
    var confirmedOrders: Int
    var shutdown: ShutdownReport

    var exitCode: ExitCode {
        if checks.contains(where: { !$0.agrees }) { return .mismatch }
        return run.malformed.count > 0 ? .malformedLines : .success
    }
}

/// One total that was counted twice.
struct Check: Equatable {
    var name: String
    /// According to the handlers, or to what came back from them.
    var found: Int64
    /// According to the second count.
    var expected: Int64

    var agrees: Bool { found == expected }
}

extension RunResult {
    var checks: [Check] {
        salesChecks + rejectionChecks + productChecks + customerChecks + deliveryChecks
    }

    private var salesChecks: [Check] {
        let found = answers.sales
        let expected = run.secondCount.sales
        return [
            Check(name: "placed orders", found: found.placedOrders, expected: expected.placedOrders),
            Check(name: "placed cents", found: found.placedCents, expected: expected.placedCents),
            Check(name: "cancelled orders", found: found.cancelledOrders, expected: expected.cancelledOrders),
            Check(name: "cancelled cents", found: found.cancelledCents, expected: expected.cancelledCents),
            Check(name: "receipts", found: Int64(run.placed), expected: expected.placedOrders),
            Check(name: "cancellations", found: Int64(run.cancelled), expected: expected.cancelledOrders),
        ]
    }

    private var rejectionChecks: [Check] {
        OrderRejection.allCases.map { rejection in
            Check(
                name: "rejected: \(rejection)",
                found: Int64(run.rejections[rejection] ?? 0),
                expected: Int64(run.secondCount.rejections[rejection] ?? 0)
            )
        }
    }

    private var productChecks: [Check] {
        let found = answers.sales.unitsBySKU
        let expected = run.secondCount.sales.unitsBySKU
        return Set(found.keys).union(expected.keys).sorted().map { sku in
            Check(name: "pieces of \(sku)", found: found[sku] ?? 0, expected: expected[sku] ?? 0)
        }
    }

    private var customerChecks: [Check] {
        run.secondCount.customers.sorted { $0.key < $1.key }.flatMap { customer, expected in
            let found = answers.customers[customer] ?? CustomerTotal()
            return [
                Check(name: "orders of customer \(customer)", found: found.orders, expected: expected.orders),
                Check(name: "cents of customer \(customer)", found: found.cents, expected: expected.cents),
            ]
        }
    }

    private var deliveryChecks: [Check] {
        let sales = run.secondCount.sales
        let heard = deliveries.filter { $0.kind == .event || $0.kind == .reliableEvent }.map { delivery in
            Check(
                name: "heard by \(delivery.handler)",
                found: Int64(delivery.firstAttempts),
                expected: delivery.wireName == "OrderPlaced" ? sales.placedOrders : sales.cancelledOrders
            )
        }
        return heard + [
            Check(
                name: "confirmations and dead letters",
                found: Int64(confirmedOrders + deadLetters.count),
                expected: sales.placedOrders
            ),
            Check(name: "wrong answers", found: Int64(run.wrongAnswers), expected: 0),
            Check(name: "unexpected errors", found: Int64(run.failures), expected: 0),
        ]
    }
}
