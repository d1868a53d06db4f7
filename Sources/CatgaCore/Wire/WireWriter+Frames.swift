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
    /// - Parameters:
    ///   - start: Where the envelope begins; ``encode(as:payloadSize:into:)`` wrote it there.
    ///   - end: Where it ends.
    @inlinable
    public static func setPayloadSize(from start: Int, to end: Int, in writer: inout WireWriter) {
        precondition(start >= 0 && end >= start + headerSize && writer.count >= end, "no envelope was written there")
        let size = UInt32(truncatingIfNeeded: writer.count - end)
        (writer.base + start + headerSize - 4).storeBytes(of: size.littleEndian, as: UInt32.self)
    }
}
