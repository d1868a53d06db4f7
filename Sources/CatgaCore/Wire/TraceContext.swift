/// The trace that a message belongs to, as W3C Trace Context defines it (level 1, `traceparent`).
///
/// | offset | bytes | field |
/// |---|---|---|
/// | 0 | 16 | trace id, in the order in which it is printed |
/// | 16 | 8 | id of the span that sent the message, in the order in which it is printed |
/// | 24 | 1 | trace flags; 1: sampled |
/// | 25 | 7 | zero |
public struct TraceContext: Hashable, Sendable {
    /// Bytes behind the envelope's header.
    @inlinable public static var encodedSize: Int { 32 }

    /// The first sixteen hexadecimal digits of the trace id.
    public var traceIDHigh: UInt64
    /// The other sixteen.
    public var traceIDLow: UInt64
    public var parentID: UInt64
    public var flags: UInt8

    public var isSampled: Bool { flags & 1 != 0 }

    /// W3C gives ids of zero no meaning.
    @inlinable
    public var isValid: Bool { (traceIDHigh | traceIDLow) != 0 && parentID != 0 }

    @inlinable
    public init(traceIDHigh: UInt64, traceIDLow: UInt64, parentID: UInt64, flags: UInt8) {
        self.traceIDHigh = traceIDHigh
        self.traceIDLow = traceIDLow
        self.parentID = parentID
        self.flags = flags
    }

    @usableFromInline
    func encode(at cursor: inout WireCursor) {
        // Printed order is the most significant byte first.
        cursor.write(traceIDHigh.byteSwapped)
        cursor.write(traceIDLow.byteSwapped)
        cursor.write(parentID.byteSwapped)
        cursor.write(flags)
        cursor.write(zeros: 7)
    }

    /// `nil` for ids without meaning: the message is then part of no trace, and no worse for it.
    init?(from reader: inout WireReader) {
        let high = reader.readUInt64().byteSwapped
        let low = reader.readUInt64().byteSwapped
        let parent = reader.readUInt64().byteSwapped
        let flags = reader.readUInt8()
        reader.skip(7)
        self.init(traceIDHigh: high, traceIDLow: low, parentID: parent, flags: flags)
        if !isValid { return nil }
    }
}
