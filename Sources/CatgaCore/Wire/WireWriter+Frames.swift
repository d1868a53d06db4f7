// A reply's envelope is written before it is known how long the reply is, and what a handler wrote may have to be taken back.

extension WireWriter {
    /// Forgets what was written behind the first `count` bytes; does nothing where there are no more.
    @inlinable
    public mutating func truncate(to count: Int) {
        used = min(used, max(count, 0))
    }
}

extension Envelope {
    /// Says in an envelope that all which was written behind it is its payload.
    ///
    /// - Parameter start: Where the envelope begins; ``encode(into:)`` wrote it there.
    public func setPayloadSize(at start: Int, in writer: inout WireWriter) {
        precondition(writer.count >= start + encodedSize, "no envelope was written there")
        let size = UInt32(truncatingIfNeeded: writer.count - start - encodedSize)
        (writer.base + start + Self.headerSize - 4).storeBytes(of: size.littleEndian, as: UInt32.self)
    }
}
