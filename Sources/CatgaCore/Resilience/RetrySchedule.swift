/// When to try again: exponential backoff with full jitter.
///
/// A pure function of the attempt and a random number, so that tests and simulations choose both. The scheme is the
/// "full jitter" of Amazon's architecture notes on backoff: waits are spread over the whole interval, so that callers
/// that failed together do not return together.
public struct RetrySchedule: Hashable, Sendable {
    /// Deliveries in all, the first included; at least 1.
    public var maximumAttempts: UInt32
    /// The longest wait before the second attempt.
    public var baseMilliseconds: UInt64
    /// The longest wait before any attempt.
    public var maximumMilliseconds: UInt64

    public init(maximumAttempts: UInt32 = 5, baseMilliseconds: UInt64 = 20, maximumMilliseconds: UInt64 = 10_000) {
        self.maximumAttempts = max(maximumAttempts, 1)
        self.baseMilliseconds = max(baseMilliseconds, 1)
        self.maximumMilliseconds = max(maximumMilliseconds, 1)
    }

    /// How long to wait after `attempt` failed, or `nil` when it was the last.
    ///
    /// - Parameters:
    ///   - attempt: The attempt that failed, from 1.
    ///   - random: Any number; spreads the wait evenly over the interval.
    /// - Returns: Milliseconds, 1 up to the lesser of `baseMilliseconds`·2^(attempt-1) and `maximumMilliseconds`.
    public func delayMilliseconds(after attempt: UInt32, random: UInt64) -> UInt64? {
        guard attempt < maximumAttempts else { return nil }
        let doublings = UInt64(min(max(attempt, 1) - 1, 32))
        let (product, overflowed) = baseMilliseconds.multipliedReportingOverflow(by: 1 << doublings)
        let longest = overflowed ? maximumMilliseconds : min(product, maximumMilliseconds)
        return random % max(longest, 1) + 1
    }
}
