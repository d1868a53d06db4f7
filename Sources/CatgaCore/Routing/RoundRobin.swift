public import Synchronization

/// Whose turn it is: every node in turn, shared by any number of threads.
public struct RoundRobin: ~Copyable, Sendable {
    @usableFromInline let turns: Atomic<UInt64>

    /// - Parameter start: Where to begin, for instance the own node's hash: processes that start together then do not all
    ///   begin with the same node.
    public init(start: UInt64) {
        // The lower half of the turns is enough for every process, and the counter never wraps.
        turns = Atomic(start >> 1)
    }

    /// The number of this turn, one more each time. One atomic operation; does not allocate.
    @inlinable
    public borrowing func turn() -> UInt64 {
        turns.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// The index of the node whose turn it is, or `nil` where there is none.
    @inlinable
    public static func index(of turn: UInt64, count: Int) -> Int? {
        guard count > 0 else { return nil }
        return Int(truncatingIfNeeded: turn % UInt64(count))
    }
}
