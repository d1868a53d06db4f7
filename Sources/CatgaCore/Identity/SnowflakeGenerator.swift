import Synchronization

/// Makes 64-bit message ids that are unique among workers and rise with time.
///
/// From the top: one zero bit, 41 bits of milliseconds since 2024-01-01 UTC (until 2093), 10 bits of worker, 12 bits of
/// sequence: 4,096 ids a millisecond and worker. The layout is Twitter's Snowflake. When a millisecond's sequence is
/// used up, or the clock moves backwards, ids go on from the last one, so they stay unique and rising and run ahead of
/// the clock until it has caught up. One atomic word is the whole state; any number of threads may share a generator.
public struct SnowflakeGenerator: ~Copyable, Sendable {
    /// Milliseconds since 1970-01-01 UTC at which the layout's time starts: 2024-01-01 UTC.
    public static var epochMilliseconds: UInt64 { 1_704_067_200_000 }
    /// The largest worker number.
    public static var maximumWorker: UInt16 { 1023 }

    private static var sequenceBits: UInt64 { 12 }
    private static var workerBits: UInt64 { 10 }

    /// Milliseconds since the epoch, then the sequence.
    private let last: Atomic<UInt64>
    private let worker: UInt64

    /// - Parameter worker: 0…1023, different for every process that makes ids for one bus. Higher bits are cut off.
    public init(worker: UInt16) {
        self.worker = UInt64(worker & Self.maximumWorker)
        last = Atomic(0)
    }

    /// The next id. Does not allocate.
    ///
    /// - Parameter nowMilliseconds: Milliseconds since 1970-01-01 UTC.
    public borrowing func next(nowMilliseconds: UInt64) -> UInt64 {
        let elapsed = nowMilliseconds > Self.epochMilliseconds ? nowMilliseconds - Self.epochMilliseconds : 0
        let floor = elapsed << Self.sequenceBits
        var seen = last.load(ordering: .relaxed)
        while true {
            let candidate = max(seen &+ 1, floor)
            let (exchanged, current) = last.weakCompareExchange(
                expected: seen,
                desired: candidate,
                ordering: .relaxed
            )
            if exchanged { return id(of: candidate) }
            seen = current
        }
    }

    private borrowing func id(of state: UInt64) -> UInt64 {
        let sequence = state & ((1 << Self.sequenceBits) - 1)
        let milliseconds = state >> Self.sequenceBits
        return milliseconds << (Self.sequenceBits + Self.workerBits) | worker << Self.sequenceBits | sequence
    }
}
