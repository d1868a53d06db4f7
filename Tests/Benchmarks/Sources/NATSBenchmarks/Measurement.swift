import Foundation
import Synchronization

final class Count: Sendable {
    private let count = Atomic<Int>(0)

    func add() { count.wrappingAdd(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func wait(for value: Int) async throws {
        for _ in 0..<60_000 {
            if self.value >= value { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Late(message: "\(self.value) of \(value) came in a minute")
    }
}

struct Late: Error {
    let message: String
}

/// One row: ours beside the C program's best of its modes.
struct Row {
    let name: String
    /// Operations a second, or microseconds where `isTime`.
    let ours: Double
    let baselines: [(mode: String, value: Double)]
    let isTime: Bool
    /// CPU time of the whole process, both sides included, in microseconds an operation.
    let cpu: Double?

    var best: (mode: String, value: Double) {
        let sorted = baselines.sorted { $0.value < $1.value }
        return isTime ? sorted[0] : sorted[sorted.count - 1]
    }

    var cells: [String] {
        [
            name, text(ours), best.mode, text(best.value), String(format: "%.2f", ours / best.value),
            baselines.map { "\($0.mode) \(text($0.value))" }.joined(separator: ", "),
            cpu.map { String(format: "%.1f", $0) } ?? "",
        ]
    }

    private func text(_ value: Double) -> String {
        isTime ? String(format: "%.0f µs", value) : String(format: "%.0f/s", value)
    }
}

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return start.duration(to: .now) / .seconds(1)
}

func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}
