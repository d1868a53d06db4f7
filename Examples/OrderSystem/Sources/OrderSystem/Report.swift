import Catga
import OrderContracts

/// The run as a page of text for people.
struct Report {
    private static let mismatchesShown = 10

    let result: RunResult
    let style: TextStyle

    init(_ result: RunResult, style: TextStyle) {
        self.result = result
        self.style = style
    }

    var lines: [String] {
        let title = style.bold("Order system") + ": \(grouped(result.run.orders)) orders, \(result.name)"
        let sections = [[title], orders, malformed, events, speed, end]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    // MARK: Orders

    private var orders: [String] {
        let sales = result.answers.sales
        let rejected = result.run.rejections.values.reduce(0, +)
        var lines = [
            style.bold("Orders"),
            row("placed", result.run.placed) + column(money(sales.placedCents), 20),
            row("cancelled", result.run.cancelled) + column(money(sales.cancelledCents), 20),
            row("rejected", rejected),
        ]
        for rejection in OrderRejection.allCases {
            guard let count = result.run.rejections[rejection] else { continue }
            lines.append("  " + column(grouped(count), 10) + "  " + rejection.message)
        }
        if let failure = result.run.firstFailure {
            lines.append(row("failed", result.run.failures) + "  " + style.red("first: \(failure)"))
        }
        lines.append(row("malformed lines", result.run.malformed.count))
        lines.append(row("queries answered", result.run.queries))
        return lines
    }

    private var malformed: [String] {
        let entries = result.run.malformed.entries.sorted { $0.key.rawValue < $1.key.rawValue }
        guard !entries.isEmpty else { return [] }
        let lines = entries.map { reason, entry in
            "  " + padded(reason.text, 40) + column(grouped(entry.count), 8) + "  " + entry.places
        }
        return [style.bold("Malformed lines")] + lines
    }

    // MARK: Events

    private var events: [String] {
        var lines = [style.bold("Events and who heard them")]
        var last = ""
        for delivery in result.deliveries where delivery.kind == .event || delivery.kind == .reliableEvent {
            if delivery.wireName != last {
                lines.append("  \(delivery.wireName)" + (delivery.kind == .reliableEvent ? ", reliable" : ""))
                last = delivery.wireName
            }
            lines.append(fanOut(delivery))
        }
        return lines.count > 1 ? lines : []
    }

    private func fanOut(_ delivery: DeliveryCount) -> String {
        var line = "    " + padded(delivery.handler, 34) + column(grouped(delivery.firstAttempts), 10)
        guard delivery.kind == .reliableEvent else { return line }
        let dead = result.deadLetters.count { "\($0.failure.delivery.handler)" == delivery.handler }
        line += column(grouped(delivery.redeliveries), 8) + " redelivered"
        let text = column(grouped(dead), 6) + " dead letters"
        line += dead == 0 ? text : style.red(text)
        return line
    }

    // MARK: Speed

    private var speed: [String] {
        let latencies = result.run.latencies
        guard latencies.count > 0 else { return [] }
        let perSecond = rate(result.run.orders, in: result.run.elapsed)
        let median = time(latencies.nanoseconds(atPercent: 50))
        let slow = time(latencies.nanoseconds(atPercent: 99))
        let longest = time(latencies.longestNanoseconds)
        let lines = [
            style.bold("Speed") + " of this \(Self.build) build",
            "  \(perSecond) orders a second, reading and checking included",
            "  \(grouped(latencies.count)) messages: p50 \(median), p99 \(slow), longest \(longest)",
        ]
        return lines + histogram(latencies.rows)
    }

    private func histogram(_ rows: [LatencyHistogram.Row]) -> [String] {
        let most = rows.map(\.count).max() ?? 1
        return rows.map { row in
            // A row that is not empty shows at least one mark.
            let width = row.count == 0 ? 0 : max(row.count * 40 / most, 1)
            let bar = String(repeating: "█", count: width)
            let start = column(time(row.lowerNanoseconds), 10)
            return "  " + start + " … " + (row.count == 0 ? "0" : style.cyan(bar) + " " + grouped(row.count))
        }
    }

    private static var build: String {
        #if DEBUG
        "debug"
        #else
        "release"
        #endif
    }

    // MARK: The end

    private var end: [String] {
        let checks = result.checks
        let wrong = checks.filter { !$0.agrees }
        var lines: [String] = []
        if wrong.isEmpty {
            let text = "all \(grouped(checks.count)) totals agree with a second count that uses no handler"
            lines.append(style.bold("Check     ") + style.green(text))
        } else {
            lines.append(style.bold("Check     ") + style.red("\(wrong.count) of \(checks.count) totals differ"))
            for check in wrong.prefix(Self.mismatchesShown) {
                lines.append("  \(check.name): \(check.found) found, \(check.expected) expected")
            }
            if wrong.count > Self.mismatchesShown { lines.append("  and \(wrong.count - Self.mismatchesShown) more") }
        }
        let shutdown = result.shutdown
        let left = "\(shutdown.unfinishedCalls) calls unfinished, \(shutdown.deadLetters) dead letters"
        let verdict = shutdown.isClean ? style.green("clean: ") : style.red("not clean: ")
        lines.append(style.bold("Shutdown  ") + verdict + left)
        return lines
    }

    private func row(_ name: String, _ count: Int) -> String {
        "  " + padded(name, 22) + column(grouped(count), 10)
    }
}
