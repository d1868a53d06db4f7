/// Ids that one caller reserved and hands out by itself: an addition each, nothing shared.
///
/// It cannot be copied, because two copies would hand out the same ids; a thread that makes many ids owns one.
///
/// ```swift
/// var block = SnowflakeBlock.empty
/// for order in orders {
///     let id = try block.next(from: generator, count: 256) { time.nowMilliseconds() }
/// }
/// ```
public struct SnowflakeBlock: ~Copyable, Sendable {
    @usableFromInline var following: UInt64
    @usableFromInline var left: UInt32
    /// See ``SnowflakeLayout/stride``.
    public let stride: UInt64

    /// Ids that are left.
    @inlinable public var remaining: UInt32 { left }

    /// A block of nothing, to start with.
    @inlinable
    public static var empty: SnowflakeBlock { SnowflakeBlock(first: 0, count: 0, stride: 0) }

    @inlinable
    init(first: UInt64, count: UInt32, stride: UInt64) {
        following = first
        left = count
        self.stride = stride
    }

    /// The next id, or `nil` when the block is used up. Does not allocate.
    @inlinable
    public mutating func next() -> UInt64? {
        guard left > 0 else { return nil }
        let id = following
        // After the last id of the last block of all, the sum has 64 bits at most and is not used.
        following = id &+ stride
        left &-= 1
        return id
    }

    /// The next id, from a fresh block where this one is used up. Does not allocate.
    ///
    /// The clock is read once a block, so an id is as old as its block: a caller that pauses for long and minds the time
    /// in its ids starts again from ``empty``.
    ///
    /// - Parameters:
    ///   - count: Ids of a fresh block. 256 makes the shared part of the cost vanish.
    ///   - nowMilliseconds: The clock: milliseconds since 1970-01-01 UTC.
    /// - Throws: As ``SnowflakeGenerator/reserve(_:nowMilliseconds:)``.
    @inlinable
    public mutating func next(
        from generator: borrowing SnowflakeGenerator,
        count: UInt32,
        nowMilliseconds: () -> UInt64
    ) throws(CatgaError) -> UInt64 {
        if let id = next() { return id }
        self = try generator.reserve(count, nowMilliseconds: nowMilliseconds())
        guard let id = next() else { preconditionFailure("a reserved block has an id") }
        return id
    }
}
