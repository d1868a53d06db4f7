// A reply's envelope is written before its handler is called, and what was written then may have to be taken back.

extension WireWriter {
    /// Forgets what was written behind the first `count` bytes; does nothing where there are no more.
    @inlinable
    public mutating func truncate(to count: Int) {
        used = min(used, max(count, 0))
    }
}
