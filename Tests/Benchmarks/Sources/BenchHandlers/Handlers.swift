import BenchContracts
public import Catga

public struct CountHandlers: Handlers {
    public let offset: UInt64

    public init(offset: UInt64) {
        self.offset = offset
    }

    public func handle(_ command: Count) -> UInt64 { command.number &+ offset }

    public nonisolated(nonsending) func handle(_ command: CountAsync) async -> UInt64 { command.number &+ offset }

    // Another operation than the baseline's, or the compiler makes one function a jump to the other.
    @inline(never)
    public func handle(_ command: CountFar) -> UInt64 { command.number ^ offset }

    @inline(never)
    public nonisolated(nonsending) func handle(_ command: CountFarAsync) async -> UInt64 { command.number ^ offset }

    /// Reads its message in place.
    public func handle(_ command: borrowing Label.View) -> UInt64 {
        direct(UInt64(command.title.count &+ command.lines.count), 0)
    }

    /// The baseline: the same work behind a call that the compiler may not inline.
    @inline(never)
    public func direct(_ number: UInt64, _ other: UInt64) -> UInt64 { number &+ offset }

    @inline(never)
    public nonisolated(nonsending) func directAsync(_ number: UInt64, _ other: UInt64) async -> UInt64 {
        number &+ offset
    }
}

/// Three listeners that each leave a trace the compiler must keep.
public final class Tally: @unchecked Sendable {
    public var sum: UInt64 = 0

    public init() {}
}

public struct FirstListener: Handlers {
    let tally: Tally

    public init(tally: Tally) {
        self.tally = tally
    }

    public func on(_ event: Counted) { tally.sum &+= event.number }

    /// The baseline, as above.
    @inline(never)
    public func direct(_ number: UInt64) { tally.sum &+= number }
}

public struct SecondListener: Handlers {
    let tally: Tally

    public init(tally: Tally) {
        self.tally = tally
    }

    public func on(_ event: Counted) { tally.sum ^= event.number }

    /// The baseline, as above.
    @inline(never)
    public func direct(_ number: UInt64) { tally.sum ^= number }
}

public struct ThirdListener: Handlers {
    let tally: Tally

    public init(tally: Tally) {
        self.tally = tally
    }

    public func on(_ event: Counted) { tally.sum &-= event.number }

    /// The baseline, as above.
    @inline(never)
    public func direct(_ number: UInt64) { tally.sum &-= number }
}
