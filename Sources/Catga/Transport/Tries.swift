/// When what failed is tried again.
struct Tries {
    private let schedule: RetrySchedule
    private let milliseconds: UInt64
    /// Until then it is tried again, however often.
    private var end: ContinuousClock.Instant?

    /// - Parameter milliseconds: How long after the first failure more attempts are made than the schedule has.
    init(_ schedule: RetrySchedule, for milliseconds: UInt64 = 0) {
        self.schedule = schedule
        self.milliseconds = milliseconds
    }

    /// How long to wait after the attempt of that number, from 1, failed; `nil` where it was the last.
    mutating func delayMilliseconds(after attempt: UInt32, _ error: CatgaError) -> UInt64? {
        let now = ContinuousClock.now
        let end = self.end ?? now + .milliseconds(Int64(min(milliseconds, 1 << 40)))
        self.end = end
        var schedule = schedule
        // Patience helps where somebody is away, and not where there is no room, or this node ends.
        let isAway = error.code == .transport || error.code == .timeout || error.code == .noHandler
        if now < end, isAway { schedule.maximumAttempts = .max }
        return schedule.delayMilliseconds(after: attempt, random: UInt64.random(in: 0...UInt64.max))
    }

    /// Others got through: the time begins anew with the next failure.
    mutating func succeed() { end = nil }
}

extension CatgaError {
    static let cancelledWait = CatgaError(code: .cancelled, message: "The task that waited was cancelled")
}
