import CMallocCount
import Foundation
import Synchronization

final class Count: Sendable {
    private let count = Atomic<Int>(0)

    func add() { count.wrappingAdd(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    /// As the C program waits, and on a thread that may: a task's sleep would cost as much as hundreds of messages.
    func wait(for value: Int) async throws {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                for _ in 0..<600_000 where self.value < value { usleep(100) }
                continuation.resume()
            }
        }
        guard self.value < value else { return }
        throw Failed(message: "\(self.value) of \(value) came in a minute")
    }
}

struct Failed: Error {
    let message: String
}

/// One measurement of one side.
struct Sample {
    /// Operations a second, or microseconds where the row is one of times.
    let value: Double
    /// Microseconds of this process an operation, the server's not included.
    let processor: Double
    /// Of the whole process, an operation.
    let mallocs: Double
}

/// - Parameter body: What it returns is the sample's value.
func sample(_ operations: Int, _ body: () async throws -> Double) async rethrows -> Sample {
    let (mallocs, processor) = (malloc_count_of_all_threads(), processorSeconds())
    let value = try await body()
    let count = Double(operations)
    return Sample(
        value: value,
        processor: (processorSeconds() - processor) / count * 1e6,
        mallocs: Double(malloc_count_of_all_threads() - mallocs) / count
    )
}

extension Sample {
    func with(value: Double) -> Sample { Sample(value: value, processor: processor, mallocs: mallocs) }
}

/// One row: ours beside the C program's modes, measured in turns.
struct Row {
    let name: String
    let isTime: Bool
    /// By mode, in turn as ours.
    typealias Baselines = [(mode: String, samples: [Sample])]
    private(set) var ours: [Sample] = []
    private(set) var baselines: Baselines = []
    /// With payloads that make the C program's messages as long as ours.
    private(set) var fullerBaselines: Baselines = []

    init(_ name: String, isTime: Bool) {
        self.name = name
        self.isTime = isTime
    }

    mutating func add(
        _ sample: Sample,
        _ others: [(mode: String, sample: Sample)],
        withAsManyBytes fuller: [(mode: String, sample: Sample)]
    ) {
        ours.append(sample)
        Self.add(others, to: &baselines)
        Self.add(fuller, to: &fullerBaselines)
    }

    private static func add(_ others: [(mode: String, sample: Sample)], to baselines: inout Baselines) {
        if baselines.isEmpty { baselines = others.map { ($0.mode, []) } }
        for (place, other) in others.enumerated() { baselines[place].samples.append(other.sample) }
    }

    /// Of libnats' modes, the one that is best at this.
    var best: (mode: String, samples: [Sample]) { best(of: baselines) }

    private func best(of baselines: Baselines) -> (mode: String, samples: [Sample]) {
        baselines.min { (one, other) in
            let (one, other) = (median(one.samples, \.value), median(other.samples, \.value))
            return isTime ? one < other : one > other
        }!
    }

    /// The median of the ratios turn by turn, to the best mode.
    private func ratio(to baselines: Baselines) -> Double {
        let ratios = zip(ours, best(of: baselines).samples).map { $0.value / $1.value }.sorted()
        return ratios[ratios.count / 2]
    }

    /// Allocations that are not libnats' own.
    var surplusMallocs: Double { median(ours, \.mallocs) - median(best.samples, \.mallocs) }

    var cells: [String] {
        [
            name, text(median(ours, \.value)), best.mode, text(median(best.samples, \.value)),
            String(format: "%.2f", ratio(to: baselines)), String(format: "%.2f", ratio(to: fullerBaselines)),
            baselines.map { "\($0.mode) \(text(median($0.samples, \.value)))" }.joined(separator: ", "),
            String(format: "%.2f / %.2f", median(ours, \.processor), median(best.samples, \.processor)),
            String(format: "%.2f / %.2f", median(ours, \.mallocs), median(best.samples, \.mallocs)),
        ]
    }

    private func text(_ value: Double) -> String {
        isTime ? String(format: "%.0f µs", value) : String(format: "%.0f/s", value)
    }
}

func median(_ samples: [Sample], _ value: KeyPath<Sample, Double>) -> Double {
    samples.map { $0[keyPath: value] }.sorted()[samples.count / 2]
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
