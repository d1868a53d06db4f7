/// The binary header in front of every payload that leaves a process.
///
/// | offset | bytes | field |
/// |---|---|---|
/// | 0 | 1 | mark, `0xCA` |
/// | 1 | 1 | version, 1 |
/// | 2 | 1 | kind: 1 command, 2 query, 3 event, 4 reliable event, 5 reply, 6 error reply |
/// | 3 | 1 | quality of service, 0…2 |
/// | 4 | 2 | flags; 1: a trace context follows; 2: the source's service has handled this event. A reader passes over unknown ones among the low eight and refuses any of the high eight |
/// | 6 | 2 | header size: where the payload starts; 56, 88 with a trace context, or more from a newer writer |
/// | 8 | 8 | type id |
/// | 16 | 8 | message id |
/// | 24 | 8 | correlation id |
/// | 32 | 8 | source node |
/// | 40 | 8 | deadline, milliseconds since 1970-01-01 UTC, 0 for none |
/// | 48 | 4 | attempt, from 1 |
/// | 52 | 4 | payload length in bytes |
/// | 56 | 32 | where flag 1 is set: ``TraceContext`` |
///
/// Numbers are little-endian. A frame is one envelope and its payload, with nothing behind it. What a later version adds
/// without changing the meaning of the rest gets a flag among the low eight and its bytes behind those of lower flags;
/// what an older reader must not miss gets one of the high eight, or a new version number. A writer uses the lowest
/// version that says what it has to say.
public struct Envelope: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        case command = 1
        case query = 2
        case event = 3
        case reliableEvent = 4
        case reply = 5
        case errorReply = 6

        @inlinable
        public init(_ kind: MessageKind) {
            switch kind {
            case .command: self = .command
            case .query: self = .query
            case .event: self = .event
            case .reliableEvent: self = .reliableEvent
            }
        }
    }

    /// Bytes of this version's header.
    @inlinable public static var headerSize: Int { 56 }
    /// Bytes a frame may have unless a node is configured otherwise: 1 MiB.
    public static var defaultMaximumFrameSize: Int { 1 << 20 }
    /// A trace context stands behind the header.
    @inlinable static var traceFlag: UInt16 { 1 }
    @inlinable static var handledFlag: UInt16 { 2 }
    /// Flags that a reader must understand.
    private static var criticalFlags: UInt16 { 0xFF00 }
    @inlinable static var mark: UInt8 { 0xCA }
    @inlinable static var version: UInt8 { 1 }

    public var kind: Kind
    public var qualityOfService: DeliveryQuality
    public var typeID: UInt64
    public var context: Context
    /// Bytes between the header and the end of the frame.
    public var payloadSize: Int
    /// The source has handed the event to its own handlers: the other nodes of its service pass it over.
    public var isHandledAtSource = false

    @inlinable
    @inline(__always)
    public init(
        kind: Kind,
        qualityOfService: DeliveryQuality,
        typeID: UInt64,
        context: Context,
        payloadSize: Int
    ) {
        self.kind = kind
        self.qualityOfService = qualityOfService
        self.typeID = typeID
        self.context = context
        self.payloadSize = payloadSize
    }

    /// Bytes that ``encode(into:)`` writes.
    public var encodedSize: Int { Self.headerSize + (context.trace == nil ? 0 : TraceContext.encodedSize) }

    @inlinable
    @inline(__always)
    public func encode(into writer: inout WireWriter) {
        encode(as: kind, payloadSize: payloadSize, into: &writer)
    }

    /// Writes what ``encode(into:)`` would if the kind and the payload's size were those given: a reply repeats all else of
    /// its request.
    @inlinable
    @inline(__always)
    public func encode(as kind: Kind, payloadSize: Int, into writer: inout WireWriter) {
        let trace = context.trace
        let size = Self.headerSize + (trace == nil ? 0 : TraceContext.encodedSize)
        let flags = (trace == nil ? 0 : Self.traceFlag) | (isHandledAtSource ? Self.handledFlag : 0)
        // Through a cursor, as a store need not ask for room then.
        var cursor = writer.cursor(reserving: size)
        cursor.write(Self.mark)
        cursor.write(Self.version)
        cursor.write(kind.rawValue)
        cursor.write(qualityOfService.rawValue)
        cursor.write(flags)
        cursor.write(UInt16(truncatingIfNeeded: size))
        cursor.write(typeID)
        cursor.write(context.messageID)
        cursor.write(context.correlationID)
        cursor.write(context.sourceNode)
        cursor.write(context.deadlineMilliseconds)
        cursor.write(context.attempt)
        cursor.write(UInt32(payloadSize))
        trace?.encode(at: &cursor)
        writer.advance(to: cursor)
    }

    /// Reads the header and leaves the reader at the payload's first byte.
    ///
    /// - Throws: ``WireError`` for bytes that are not one whole frame of a version this node reads.
    public init(from reader: inout WireReader) throws(WireError) {
        self.init(reading: &reader)
        try reader.check()
    }

    /// As ``init(from:)``; only good where the reader has not failed.
    public init(reading reader: inout WireReader) {
        if reader.readUInt8() == Self.mark, reader.readUInt8() == Self.version,
            let kind = Kind(rawValue: reader.readUInt8()),
            let qualityOfService = DeliveryQuality(rawValue: reader.readUInt8())
        {
            self.kind = kind
            self.qualityOfService = qualityOfService
        } else {
            reader.fail(.unsupportedEnvelope, before: 1)
            kind = .errorReply
            qualityOfService = .atMostOnce
        }
        let flags = reader.readUInt16()
        if flags & Self.criticalFlags != 0 { reader.fail(.unsupportedEnvelope, before: 1) }
        let hasTrace = flags & Self.traceFlag != 0
        isHandledAtSource = flags & Self.handledFlag != 0
        let headerSize = Int(reader.readUInt16())
        let known = Self.headerSize + (hasTrace ? TraceContext.encodedSize : 0)
        if headerSize < known { reader.fail(.badLength, before: 2) }
        typeID = reader.readUInt64()
        context = Context(
            messageID: reader.readUInt64(),
            correlationID: reader.readUInt64(),
            sourceNode: reader.readUInt64(),
            deadlineMilliseconds: reader.readUInt64(),
            attempt: reader.readUInt32()
        )
        payloadSize = Int(reader.readUInt32())
        if hasTrace { context.trace = TraceContext(from: &reader) }
        reader.skip(max(headerSize - known, 0))
        if payloadSize != reader.remaining { reader.fail(.badLength, before: reader.offset - (Self.headerSize - 4)) }
    }
}

// MARK: - Errors on the wire

extension CatgaError {
    /// Characters of the message, and of the cause, that travel.
    static var maximumTextLength: Int { 1000 }

    /// The payload of an error reply: code, handler code, whether to retry, message, cause.
    public func encode(into writer: inout WireWriter) {
        writer.write(objectOf: 5)
        writer.write(code.rawValue)
        writer.write(handlerCode)
        writer.write(isRetryable)
        writer.write(Self.bounded(message))
        if let cause {
            writer.write(Self.bounded(cause))
        } else {
            writer.writeNullCollection()
        }
    }

    public init(from reader: inout WireReader) throws(WireError) {
        let object = reader.beginObject(members: 5, required: 5)
        self.init(code: Code(rawValue: reader.readInt32()), message: "", handlerCode: reader.readInt32())
        isRetryable = reader.readBool()
        message = reader.readString()
        cause = reader.readOptionalString()
        reader.endObject(object, "")
        try reader.check()
    }

    private static func bounded(_ text: String) -> String {
        text.unicodeScalars.count <= maximumTextLength
            ? text : String(text.unicodeScalars.prefix(maximumTextLength))
    }
}
