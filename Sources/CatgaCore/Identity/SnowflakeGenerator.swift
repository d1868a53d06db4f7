public import Synchronization

/// Makes 64-bit message ids that are unique among workers and rise with time; any number of threads may share one.
///
/// The whole state is one atomic word, the milliseconds and the sequence of the last id, so nothing locks and nothing
/// allocates. When a millisecond's ids are used up, or the clock moves backwards, ids go on from the last one: they stay
/// unique and rising, and run ahead of the clock until it has caught up. How far is the caller's choice:
///
/// - ``next(nowMilliseconds:)`` and ``reserve(_:nowMilliseconds:)`` stop at ``maximumLeadMilliseconds`` with an error,
///   and ``waitMilliseconds(for:nowMilliseconds:)`` says how long to wait instead.
/// - ``nextHoweverFarAhead(nowMilliseconds:)`` never fails.
///
/// A restarted process has forgotten its last id. The generator therefore starts ``maximumLeadMilliseconds`` ahead of
/// the clock: whatever an earlier process with the same worker number made within the bound lies behind it, provided
/// that at least a millisecond has passed between the two and the clock has not moved backwards.
public struct SnowflakeGenerator: ~Copyable, Sendable {
    public let layout: SnowflakeLayout
    public let worker: UInt16
    /// How far ids may run ahead of the clock, in milliseconds.
    public let maximumLeadMilliseconds: UInt32

    /// Milliseconds since the layout's epoch, then the sequence: of the last id that was made.
    @usableFromInline let last: Atomic<UInt64>

    /// - Parameters:
    ///   - worker: 0…``SnowflakeLayout/maximumWorker``, different for every process that makes ids for one bus.
    ///   - startMilliseconds: The clock, in milliseconds since 1970-01-01 UTC; 0 where no process with this worker number
    ///     can have made ids before, and the ids shall start at the clock.
    ///   - maximumLeadMilliseconds: The default is a second: more than a time daemon steps a clock by, and little enough
    ///     for ids of different workers to sort nearly by time.
    /// - Throws: ``CatgaError/Code/configuration`` where the worker number or the clock is outside the layout.
    public init(
        layout: SnowflakeLayout = .standard,
        worker: UInt16,
        startMilliseconds: UInt64,
        maximumLeadMilliseconds: UInt32 = 1000
    ) throws(CatgaError) {
        guard worker <= layout.maximumWorker else {
            throw CatgaError(
                code: .configuration,
                message: "worker is \(worker); it must be 0…\(layout.maximumWorker)"
            )
        }
        let start = startMilliseconds == 0 ? 0 : startMilliseconds.saturatingSum(UInt64(maximumLeadMilliseconds))
        guard start <= layout.lastMilliseconds else {
            throw Self.layoutEnded(layout, nowMilliseconds: startMilliseconds)
        }
        self.layout = layout
        self.worker = worker
        self.maximumLeadMilliseconds = maximumLeadMilliseconds
        let elapsed = start > layout.epochMilliseconds ? start - layout.epochMilliseconds : 0
        // One before the first id. State 0 is given up for it, so that no id is 0, which stands for "no id".
        let first = elapsed << UInt64(layout.sequenceBits)
        last = Atomic(first == 0 ? 0 : first - 1)
    }

    /// The next id. One atomic operation where no other thread interferes; does not allocate.
    ///
    /// - Parameter nowMilliseconds: Milliseconds since 1970-01-01 UTC.
    /// - Throws: ``CatgaError/Code/overloaded``, retryable, where the id would run further ahead of the clock than
    ///   ``maximumLeadMilliseconds``; ``CatgaError/Code/configuration`` where the layout's time has ended.
    @inlinable
    public borrowing func next(nowMilliseconds: UInt64) throws(CatgaError) -> UInt64 {
        guard let state = take(1, nowMilliseconds, lead: UInt64(maximumLeadMilliseconds)) else {
            throw refusal(of: 1, nowMilliseconds)
        }
        return id(of: state)
    }

    /// The next id, whatever the clock does: for callers that can neither wait nor fail.
    ///
    /// Unique and rising like all others. After a clock that jumped backwards by more than the bound, a restarted
    /// process with the same worker number could repeat what this one made; while this one runs, nothing repeats. Does
    /// not allocate. Once the layout's ids are exhausted, which its clock alone cannot bring about, it traps.
    ///
    /// - Parameter nowMilliseconds: Milliseconds since 1970-01-01 UTC; a time outside the layout is ignored.
    @inlinable
    public borrowing func nextHoweverFarAhead(nowMilliseconds: UInt64) -> UInt64 {
        let now = nowMilliseconds <= layout.lastMilliseconds ? nowMilliseconds : 0
        guard let state = take(1, floor(now), upTo: layout.lastState) else {
            preconditionFailure("the layout has no id left")
        }
        return id(of: state)
    }

    /// Reserves ids for one caller to hand out without touching what is shared: one atomic operation a block.
    ///
    /// Blocks are unique, and rising within each; ids of blocks that are used side by side are not in order of use.
    /// What is not used of a block is lost. Does not allocate.
    ///
    /// - Parameters:
    ///   - count: 1 or more, within ``maximumLeadMilliseconds`` of the layout's rate; 0 counts as 1.
    ///   - nowMilliseconds: Milliseconds since 1970-01-01 UTC.
    /// - Throws: As ``next(nowMilliseconds:)``.
    @inlinable
    public borrowing func reserve(_ count: UInt32, nowMilliseconds: UInt64) throws(CatgaError) -> SnowflakeBlock {
        let count = max(count, 1)
        guard let state = take(UInt64(count), nowMilliseconds, lead: UInt64(maximumLeadMilliseconds)) else {
            throw refusal(of: count, nowMilliseconds)
        }
        return SnowflakeBlock(first: id(of: state), count: count, stride: layout.stride)
    }
}

// MARK: - The state

extension SnowflakeGenerator {
    @inlinable
    @inline(__always)
    borrowing func id(of state: UInt64) -> UInt64 {
        state << UInt64(layout.workerBits) | UInt64(worker)
    }

    /// Takes `count` states in a row and returns the first, or `nil` where they would run too far ahead.
    @inlinable
    borrowing func take(_ count: UInt64, _ nowMilliseconds: UInt64, lead: UInt64) -> UInt64? {
        guard nowMilliseconds <= layout.lastMilliseconds else { return nil }
        return take(count, floor(nowMilliseconds), upTo: limit(nowMilliseconds, lead: lead))
    }

    @inlinable
    @inline(__always)
    borrowing func take(_ count: UInt64, _ floor: UInt64, upTo limit: UInt64) -> UInt64? {
        var seen = last.load(ordering: .relaxed)
        while true {
            let first = max(seen + 1, floor)
            // Neither sum overflows: a state has at most 63 bits, a count at most 32.
            guard first + (count - 1) <= limit else { return nil }
            // Relaxed suffices: the word itself is all that threads share.
            let (exchanged, current) = last.weakCompareExchange(
                expected: seen,
                desired: first + (count - 1),
                ordering: .relaxed
            )
            if exchanged { return first }
            seen = current
        }
    }

    /// The first state of a millisecond of the layout.
    @inlinable
    @inline(__always)
    borrowing func floor(_ nowMilliseconds: UInt64) -> UInt64 {
        guard nowMilliseconds > layout.epochMilliseconds else { return 0 }
        return (nowMilliseconds - layout.epochMilliseconds) << UInt64(layout.sequenceBits)
    }

    /// The last state that may be used at a time.
    @inlinable
    borrowing func limit(_ nowMilliseconds: UInt64, lead: UInt64) -> UInt64 {
        let milliseconds = floor(nowMilliseconds) >> UInt64(layout.sequenceBits)
        let last = layout.lastState >> UInt64(layout.sequenceBits)
        guard lead < last - milliseconds else { return layout.lastState }
        return (milliseconds + lead + 1) << UInt64(layout.sequenceBits) - 1
    }

    /// How long the clock has to run before ``reserve(_:nowMilliseconds:)`` can succeed: 0 where it can now.
    ///
    /// A caller that would rather wait than fail sleeps that long and tries again; another thread may have been faster.
    ///
    /// - Returns: Milliseconds; `nil` where waiting is in vain, because more ids are asked for than the layout's rate
    ///   allows in ``maximumLeadMilliseconds`` or the layout's time ends.
    public borrowing func waitMilliseconds(for count: UInt32, nowMilliseconds: UInt64) -> UInt64? {
        let lead = UInt64(maximumLeadMilliseconds)
        let needed = UInt64(max(count, 1))
        guard nowMilliseconds <= layout.lastMilliseconds, needed <= (lead + 1) << UInt64(layout.sequenceBits) else {
            return nil
        }
        let end = max(last.load(ordering: .relaxed) + 1, floor(nowMilliseconds)) + (needed - 1)
        guard end <= layout.lastState else { return nil }
        let elapsed = nowMilliseconds > layout.epochMilliseconds ? nowMilliseconds - layout.epochMilliseconds : 0
        let reachable = elapsed + lead
        let wanted = end >> UInt64(layout.sequenceBits)
        guard wanted > reachable else { return 0 }
        let beforeEpoch = nowMilliseconds < layout.epochMilliseconds ? layout.epochMilliseconds - nowMilliseconds : 0
        return beforeEpoch + (wanted - reachable)
    }
}

// MARK: - Errors

extension SnowflakeGenerator {
    /// Why ids were not to be had. Apart, so that the way of the ids stays short.
    @inline(never)
    @usableFromInline
    borrowing func refusal(of count: UInt32, _ nowMilliseconds: UInt64) -> CatgaError {
        guard let wait = waitMilliseconds(for: count, nowMilliseconds: nowMilliseconds) else {
            guard nowMilliseconds <= layout.lastMilliseconds else {
                return Self.layoutEnded(layout, nowMilliseconds: nowMilliseconds)
            }
            return CatgaError(
                code: .configuration,
                message: """
                    \(count) ids at once are more than \(layout.idsPerMillisecond) a millisecond allow within \
                    \(maximumLeadMilliseconds) ms, or than the layout has left
                    """
            )
        }
        return CatgaError(
            code: .overloaded,
            message: """
                ids are at their bound of \(maximumLeadMilliseconds) ms ahead of the clock: too many were asked for, \
                or the clock moved backwards; try again in \(wait) ms
                """,
            isRetryable: true
        )
    }

    private static func layoutEnded(_ layout: SnowflakeLayout, nowMilliseconds: UInt64) -> CatgaError {
        CatgaError(
            code: .configuration,
            message: """
                the clock says \(nowMilliseconds) ms since 1970, and the ids' layout ends at \
                \(layout.lastMilliseconds) ms
                """
        )
    }
}

extension UInt64 {
    /// The sum, or the largest number where it would be larger.
    func saturatingSum(_ other: UInt64) -> UInt64 {
        let (sum, overflowed) = addingReportingOverflow(other)
        return overflowed ? .max : sum
    }
}
