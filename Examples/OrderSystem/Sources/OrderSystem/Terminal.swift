import Foundation

/// What the report is printed to.
enum Terminal {
    /// Colours where a person reads them and has not said otherwise (no-color.org).
    static var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        return isatty(STDOUT_FILENO) == 1 && !isRefused ? .coloured : .plain
    }

    /// Tells a person what is wrong.
    static func complain(_ message: String) {
        writeToStandardError("OrderSystem: \(message)\n")
    }

    /// Nothing can be done where it fails.
    static func writeToStandardError(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// "2,500 orders" on a terminal's standard error while the orders are taken, and nothing anywhere else.
struct ProgressLine {
    private static let interval = Duration.milliseconds(100)
    /// The clock is read for one order in so many.
    private static let ordersPerLook = 64

    private let isShown = isatty(STDERR_FILENO) == 1
    private var lastShown = ContinuousClock.now

    mutating func show(_ orders: Int) {
        guard isShown, orders.isMultiple(of: Self.ordersPerLook) else { return }
        let now = ContinuousClock.now
        guard lastShown.duration(to: now) >= Self.interval else { return }
        lastShown = now
        Terminal.writeToStandardError("\r\(grouped(orders)) orders")
    }

    func clear() {
        if isShown { Terminal.writeToStandardError("\r\u{1B}[K") }
    }
}
