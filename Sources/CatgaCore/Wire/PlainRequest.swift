/// A request's frame as nearly all are: of this version, without a flag and without a deadline. Its header is read where it
/// lies, and the reply's is a copy of it; any other frame is for ``Envelope``.
package struct PlainRequest {
    @usableFromInline let start: UnsafeRawPointer
    /// A ``MessageKind``.
    package let kind: UInt32

    /// `nil` for a frame that is none, also for one that is malformed. The span must outlive the value.
    @inlinable @inline(__always)
    package init?(unsafelyLent frame: RawSpan) {
        guard let start = frame.withUnsafeBytes({ $0.baseAddress }), frame.byteCount >= Envelope.headerSize else {
            return nil
        }
        self.start = start
        let head = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        kind = UInt32(truncatingIfNeeded: head >> 16 & 0xFF)
        let quality = head >> 24 & 0xFF
        // No flag, and none of what may differ: kind and quality.
        let expected = UInt64(Envelope.mark) | UInt64(Envelope.version) << 8 | UInt64(Envelope.headerSize) << 48
        guard head & ~0xFFFF_0000 == expected, kind == 1 || kind == 2, quality < 3, word(at: 40) == 0,
            Int(half(at: 52)) == frame.byteCount - Envelope.headerSize
        else { return nil }
    }

    @inlinable @inline(__always)
    package var typeID: UInt64 { word(at: 8) }

    @inlinable @inline(__always)
    package var context: Context {
        Context(
            messageID: word(at: 16), correlationID: word(at: 24), sourceNode: word(at: 32), attempt: half(at: 48))
    }

    /// Writes a reply's header, whose payload size is still to be set.
    @inlinable @inline(__always)
    package func encodeReply(into writer: inout WireWriter) {
        var cursor = writer.cursor(reserving: Envelope.headerSize)
        let place = cursor.place
        cursor.write(block: UnsafeRawBufferPointer(start: start, count: Envelope.headerSize))
        place.storeBytes(of: Envelope.Kind.reply.rawValue, toByteOffset: 2, as: UInt8.self)
        writer.advance(to: cursor)
    }

    @inlinable @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inlinable @inline(__always)
    func half(at offset: Int) -> UInt32 {
        UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}
