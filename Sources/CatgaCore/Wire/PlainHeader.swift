/// The header of a frame as nearly all are: of this version, without a flag and without a deadline. It is read where it lies,
/// and a reply's is a copy of its request's; any other frame is for ``Envelope``.
package struct PlainHeader {
    @usableFromInline let start: UnsafeRawPointer
    /// An ``Envelope/Kind``.
    package let kind: UInt32
    /// A ``DeliveryQuality``.
    package let quality: UInt32

    /// `nil` for a frame that has none, also for one that is malformed. The span must outlive the value.
    @inlinable @inline(__always)
    package init?(unsafelyLent frame: RawSpan) {
        guard let start = frame.withUnsafeBytes({ $0.baseAddress }), frame.byteCount >= Envelope.headerSize else {
            return nil
        }
        self.start = start
        let head = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        kind = UInt32(truncatingIfNeeded: head >> 16 & 0xFF)
        quality = UInt32(truncatingIfNeeded: head >> 24 & 0xFF)
        // No flag, and none of what may differ: kind and quality.
        let expected = UInt64(Envelope.mark) | UInt64(Envelope.version) << 8 | UInt64(Envelope.headerSize) << 48
        guard head & ~0xFFFF_0000 == expected, 1...6 ~= kind, quality < 3, word(at: 40) == 0,
            Int(half(at: 52)) == frame.byteCount - Envelope.headerSize
        else { return nil }
    }

    /// Of a command or a query.
    @inlinable @inline(__always)
    package var isRequest: Bool { kind <= 2 }

    @inlinable @inline(__always)
    package func isOf(_ kind: Envelope.Kind) -> Bool { self.kind == UInt32(kind.rawValue) }

    @inlinable @inline(__always)
    package var messageID: UInt64 { word(at: 16) }

    @inlinable @inline(__always)
    package var sourceNode: UInt64 { word(at: 32) }

    @inlinable @inline(__always)
    package var typeID: UInt64 { word(at: 8) }

    @inlinable @inline(__always)
    package var context: Context {
        Context(
            messageID: messageID, correlationID: word(at: 24), sourceNode: sourceNode, attempt: half(at: 48))
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
