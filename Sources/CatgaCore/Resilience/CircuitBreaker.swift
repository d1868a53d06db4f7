/// When a breaker opens and how long it stays open.
public struct BreakerSettings: Hashable, Sendable {
    /// Failures within one window that open the breaker; at least 1.
    public var failureThreshold: UInt32
    /// Failures of a hundred calls of the window that there must be as well, 0…100; 0 lets the count alone decide.
    public var failurePercent: UInt32
    /// Over how long calls are counted, in milliseconds; at least 1.
    public var windowMilliseconds: UInt64
    /// How long a breaker that opened stays open before it lets a probe through, in milliseconds; at least 1. Doubles
    /// with every probe that fails.
    public var openMilliseconds: UInt64
    /// The longest that it stays open, in milliseconds.
    public var maximumOpenMilliseconds: UInt64

    /// Values outside their range are moved to its nearer end.
    public init(
        failureThreshold: UInt32 = 5,
        failurePercent: UInt32 = 50,
        windowMilliseconds: UInt64 = 10_000,
        openMilliseconds: UInt64 = 1_000,
        maximumOpenMilliseconds: UInt64 = 30_000
    ) {
        self.failureThreshold = max(failureThreshold, 1)
        self.failurePercent = min(failurePercent, 100)
        self.windowMilliseconds = max(windowMilliseconds, 1)
        self.openMilliseconds = max(openMilliseconds, 1)
        self.maximumOpenMilliseconds = max(maximumOpenMilliseconds, self.openMilliseconds)
    }
}

/// Stops calls to what keeps failing, and finds out with one probe at a time whether it works again.
///
/// After the "Circuit Breaker" of Michael Nygard's "Release It!". A pure value: the caller passes the time in and keeps
/// the value where it guards it; nothing is allocated. One breaker a node and message keeps one slow handler from
/// shutting out the others.
///
/// ```swift
/// guard let permit = breaker.permit(nowMilliseconds: now) else { /* next node */ }
/// // … call …
/// breaker.record(succeeded, permit, nowMilliseconds: later)
/// ```
public struct CircuitBreaker: Hashable, Sendable {
    public enum State: UInt8, Sendable {
        /// Calls go through and are counted.
        case closed
        /// No call goes through.
        case open
        /// One call goes through, and its result decides.
        case halfOpen
    }

    /// Leave for one call. Its result counts in the state that it was given in and not in a later one, so a call that
    /// began before the breaker opened cannot close it.
    public struct Permit: Hashable, Sendable {
        let generation: UInt64
    }

    public private(set) var state = State.closed
    public let settings: BreakerSettings
    /// Grows with every change of state.
    private var generation: UInt64 = 0
    private var calls: UInt32 = 0
    private var failures: UInt32 = 0
    /// When the window, the open state or the probe began.
    private var sinceMilliseconds: UInt64 = 0
    private var openMilliseconds: UInt64

    public init(_ settings: BreakerSettings = BreakerSettings()) {
        self.settings = settings
        openMilliseconds = settings.openMilliseconds
    }

    /// Asks for leave to make a call.
    ///
    /// - Parameter nowMilliseconds: A clock, preferably one that never moves backwards; if it does, what was waited for
    ///   starts again from the new time.
    /// - Returns: `nil` where the call should not be made.
    public mutating func permit(nowMilliseconds: UInt64) -> Permit? {
        let elapsed = elapsedMilliseconds(nowMilliseconds)
        switch state {
        case .closed:
            if elapsed >= settings.windowMilliseconds { startWindow(nowMilliseconds) }
            return Permit(generation: generation)
        case .open where elapsed >= openMilliseconds, .halfOpen where elapsed >= openMilliseconds:
            // A probe of which nothing was heard for as long counts as lost, and another one goes out.
            change(to: .halfOpen, nowMilliseconds)
            return Permit(generation: generation)
        case .open, .halfOpen:
            return nil
        }
    }

    /// Tells how a call went.
    ///
    /// - Parameters:
    ///   - succeeded: False where the other side failed or did not answer in time; a reply that declines is a success.
    ///   - permit: What ``permit(nowMilliseconds:)`` gave for this call.
    public mutating func record(_ succeeded: Bool, _ permit: Permit, nowMilliseconds: UInt64) {
        guard permit.generation == generation else { return }
        switch state {
        case .open: return
        case .halfOpen where succeeded: close(nowMilliseconds)
        case .halfOpen:
            openMilliseconds = min(openMilliseconds.saturatingSum(openMilliseconds), settings.maximumOpenMilliseconds)
            change(to: .open, nowMilliseconds)
        case .closed: count(succeeded, nowMilliseconds)
        }
    }

    private mutating func count(_ succeeded: Bool, _ nowMilliseconds: UInt64) {
        if elapsedMilliseconds(nowMilliseconds) >= settings.windowMilliseconds { startWindow(nowMilliseconds) }
        if calls < .max { calls += 1 }
        guard !succeeded else { return }
        if failures < .max { failures += 1 }
        guard failures >= settings.failureThreshold else { return }
        guard UInt64(failures) * 100 >= UInt64(calls) * UInt64(settings.failurePercent) else { return }
        change(to: .open, nowMilliseconds)
    }

    private mutating func close(_ nowMilliseconds: UInt64) {
        change(to: .closed, nowMilliseconds)
        openMilliseconds = settings.openMilliseconds
        startWindow(nowMilliseconds)
    }

    private mutating func change(to state: State, _ nowMilliseconds: UInt64) {
        self.state = state
        generation &+= 1
        sinceMilliseconds = nowMilliseconds
    }

    private mutating func startWindow(_ nowMilliseconds: UInt64) {
        calls = 0
        failures = 0
        sinceMilliseconds = nowMilliseconds
    }

    private mutating func elapsedMilliseconds(_ nowMilliseconds: UInt64) -> UInt64 {
        sinceMilliseconds = min(sinceMilliseconds, nowMilliseconds)
        return nowMilliseconds - sinceMilliseconds
    }
}
