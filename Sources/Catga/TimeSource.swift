#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

#if os(Linux)
/// A few milliseconds coarse, and a quarter of the price: every message that leaves its process asks for it.
private let coarseClock = CLOCK_REALTIME_COARSE
#else
private let coarseClock = CLOCK_REALTIME
#endif

/// Where a node takes the time from.
public struct TimeSource: Sendable {
    /// Milliseconds since 1970-01-01 UTC.
    public var nowMilliseconds: @Sendable () -> UInt64
    /// Returns after that many milliseconds, or throws `CancellationError` when the task is cancelled.
    public var sleepMilliseconds: @Sendable (UInt64) async throws -> Void

    public init(
        nowMilliseconds: @escaping @Sendable () -> UInt64,
        sleepMilliseconds: @escaping @Sendable (UInt64) async throws -> Void
    ) {
        self.nowMilliseconds = nowMilliseconds
        self.sleepMilliseconds = sleepMilliseconds
    }

    /// The system's real-time clock, to a few milliseconds, and the task scheduler's timer.
    public static let system = TimeSource(
        nowMilliseconds: {
            var time = timespec()
            clock_gettime(coarseClock, &time)
            return UInt64(max(time.tv_sec, 0)) * 1000 + UInt64(time.tv_nsec) / 1_000_000
        },
        sleepMilliseconds: { try await Task.sleep(nanoseconds: $0 &* 1_000_000) }
    )
}
