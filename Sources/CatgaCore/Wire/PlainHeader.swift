/// The header of a frame as nearly all are: of this version, with no more than a source and a correlation id behind what every
/// header has. It is read where it lies; any other frame is for ``Envelope``.
package struct PlainHeader {
    @usableFromInline let start: UnsafeRawPointer
    /// The first eight bytes.
    @usableFromInline let head: UInt64
    /// Where the payload starts.
    package let size: Int

    /// `nil` for a frame that has none, also for one that is malformed. The span must outlive the value.
    @inlinable @inline(__always)
    package init?(unsafelyLent frame: RawSpan) {
        guard let start = frame.withUnsafeBytes({ $0.baseAddress }), frame.byteCount >= Envelope.headerSize else {
            return nil
        }
        self.start = start
        head = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        size = Int(truncatingIfNeeded: head >> 48)
        let flags = UInt16(truncatingIfNeeded: head >> 32)
        guard head & 0xFFFF == UInt64(Envelope.mark) | UInt64(Envelope.version) << 8, 1...6 ~= kind, quality < 3,
            flags & ~(Envelope.sourceFlag | Envelope.correlationFlag) == 0, size == Envelope.size(flags: flags),
            frame.byteCount >= size
        else { return nil }
    }

    /// An ``Envelope/Kind``.
    @inlinable @inline(__always)
    package var kind: UInt32 { UInt32(truncatingIfNeeded: head >> 16 & 0xFF) }

    /// A ``DeliveryQuality``.
    @inlinable @inline(__always)
    package var quality: UInt32 { UInt32(truncatingIfNeeded: head >> 24 & 0xFF) }

    /// Of a command or a query.
    @inlinable @inline(__always)
    package var isRequest: Bool { kind <= 2 }

    @inlinable @inline(__always)
    package func isOf(_ kind: Envelope.Kind) -> Bool { self.kind == UInt32(kind.rawValue) }

    @inlinable @inline(__always)
    package var typeID: UInt64 { word(at: 8) }

    @inlinable @inline(__always)
    package var messageID: UInt64 { word(at: 16) }

    @inlinable @inline(__always)
    package var sourceNode: UInt64 { has(Envelope.sourceFlag) ? word(at: 24) : 0 }

    /// The last word, if there is one.
    @inlinable @inline(__always)
    package var correlationID: UInt64 { has(Envelope.correlationFlag) ? word(at: size - 8) : messageID }

    @inlinable @inline(__always)
    package var context: Context {
        Context(messageID: messageID, correlationID: correlationID, sourceNode: sourceNode)
    }

    /// As ``Envelope/encodeReply(_:into:)``, of a reply that is none of an error.
    @inlinable @inline(__always)
    package func encodeReply(into writer: inout WireWriter) {
        var cursor = writer.cursor(reserving: Envelope.headerSize)
        // Mark, version and quality are the request's.
        let other = UInt64(Envelope.Kind.reply.rawValue) << 16 | UInt64(Envelope.headerSize) << 48
        cursor.write(head & 0xFF00_FFFF | other)
        cursor.write(typeID)
        cursor.write(messageID)
        writer.advance(to: cursor)
    }

    @inlinable @inline(__always)
    func has(_ flag: UInt16) -> Bool { head >> 32 & UInt64(flag) != 0 }

    @inlinable @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
