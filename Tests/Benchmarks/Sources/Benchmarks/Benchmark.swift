/// One thing measured beside its baseline.
struct Benchmark {
    /// `dispatch/sync send, same type`.
    let name: String
    /// What the baseline is, in words.
    let baseline: String
    /// Operations in one call of `run` and of `runBaseline`.
    let operations: UInt64
    /// Does the operations and returns something that depends on each, so that none is optimized away.
    let run: Run
    let runBaseline: Run

    /// Asynchronous where the operation is; a synchronous body pays one async call for all operations.
    enum Run {
        case sync((UInt64) -> UInt64)
        case async(Asynchronous)

        typealias Asynchronous = nonisolated(nonsending) @Sendable (UInt64) async -> UInt64

        nonisolated(nonsending) func callAsFunction(_ operations: UInt64) async -> UInt64 {
            switch self {
            case .sync(let body): body(operations)
            case .async(let body): await body(operations)
            }
        }
    }
}

/// Medians of paired runs.
struct Result {
    let name: String
    let baseline: String
    let nanoseconds: Double
    let baselineNanoseconds: Double
    let ratio: Double
    /// The middle half of the ratios.
    let ratioSpread: ClosedRange<Double>
    let mallocsPerOperation: Double
}
