/// The binary header in front of every payload that leaves a process.
///
/// | offset | bytes | field |
/// |---|---|---|
/// | 0 | 1 | mark, `0xCA` |
/// | 1 | 1 | version, 1 |
/// | 2 | 1 | kind: 1 command, 2 query, 3 event, 4 reliable event, 5 reply, 6 error reply |
/// | 3 | 1 | quality of service, 0…2 |
/// | 4 | 2 | flags: which of the fields below follow, in the order of their flags |
/// | 6 | 2 | header size: where the payload starts; 24 and what the flags announce, or more from a newer writer |
/// | 8 | 8 | type id |
/// | 16 | 8 | message id |
///
/// | flag | bytes | field | where it is missing |
/// |---|---|---|---|
/// | `0x01` | 8 | source node | 0 |
/// | `0x02` | 8 | correlation id | the message id |
/// | `0x04` | 8 | deadline, milliseconds since 1970-01-01 UTC | none |
/// | `0x08` | 4 | attempt; of an event that is kept, that with which the source's own service goes on | 1 |
/// | `0x10` | 32 | ``TraceContext`` | none |
/// | `0x20` | 0 | the source's service has handled this event | it has not |
///
/// Numbers are little-endian. A frame is one envelope and its payload, which ends where the frame does. A reader passes over
/// unknown flags among the low twelve and refuses any of the high four. What a later version adds without changing the meaning
/// of the rest gets one of the low twelve and its bytes behind those of lower flags; what an older reader must not miss gets
/// one of the high four, or a new version number. A writer uses the lowest version that says what it has to say.
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

    /// Bytes of the header that every frame has.
    @inlinable public static var headerSize: Int { 24 }
    /// Bytes a frame may have unless a node is configured otherwise: 1 MiB.
    public static var defaultMaximumFrameSize: Int { 1 << 20 }

    @inlinable static var sourceFlag: UInt16 { 0x01 }
    @inlinable static var correlationFlag: UInt16 { 0x02 }
    @inlinable static var deadlineFlag: UInt16 { 0x04 }
    @inlinable static var attemptFlag: UInt16 { 0x08 }
    @inlinable static var traceFlag: UInt16 { 0x10 }
    @inlinable static var handledFlag: UInt16 { 0x20 }
    /// Flags that a reader must understand.
    private static var criticalFlags: UInt16 { 0xF000 }
    @inlinable static var mark: UInt8 { 0xCA }
    @inlinable static var version: UInt8 { 1 }

    public var kind: Kind
    public var qualityOfService: DeliveryQuality
    public var typeID: UInt64
    public var context: Context
    /// Bytes between the header and the end of the frame that it was read from; 0 for one that was not read.
    public private(set) var payloadSize = 0
    /// The source's own handlers have had the event, and it is not to come to their service again.
    public var isHandledAtSource = false

    @inlinable
    @inline(__always)
    public init(
        kind: Kind,
        qualityOfService: DeliveryQuality,
        typeID: UInt64,
        context: Context
    ) {
        self.kind = kind
        self.qualityOfService = qualityOfService
        self.typeID = typeID
        self.context = context
    }

    /// What is said of this message, as it is not what a reader takes for granted.
    @inlinable
    @inline(__always)
    var flags: UInt16 {
        (context.sourceNode == 0 ? 0 : Self.sourceFlag)
            | (context.correlationID == context.messageID ? 0 : Self.correlationFlag)
            | (context.deadlineMilliseconds == 0 ? 0 : Self.deadlineFlag)
            | (context.attempt == 1 ? 0 : Self.attemptFlag) | (context.trace == nil ? 0 : Self.traceFlag)
            | (isHandledAtSource ? Self.handledFlag : 0)
    }

    /// Bytes of a header with those flags.
    @inlinable
    @inline(__always)
    static func size(flags: UInt16) -> Int {
        let words = Int(flags & sourceFlag) + Int((flags & correlationFlag) >> 1) + Int((flags & deadlineFlag) >> 2)
        return headerSize + 8 * words + (flags & attemptFlag == 0 ? 0 : 4)
            + (flags & traceFlag == 0 ? 0 : TraceContext.encodedSize)
    }

    /// Bytes that ``encode(into:)`` writes.
    public var encodedSize: Int { Self.size(flags: flags) }

    @inlinable
    @inline(__always)
    public func encode(into writer: inout WireWriter) {
        let flags = flags
        let size = Self.size(flags: flags)
        // Through a cursor, as a store need not ask for room then.
        var cursor = writer.cursor(reserving: size)
        encodeStart(kind, flags, size, at: &cursor)
        if flags & Self.sourceFlag != 0 { cursor.write(context.sourceNode) }
        if flags & Self.correlationFlag != 0 { cursor.write(context.correlationID) }
        if flags & Self.deadlineFlag != 0 { cursor.write(context.deadlineMilliseconds) }
        if flags & Self.attemptFlag != 0 { cursor.write(context.attempt) }
        if flags & Self.traceFlag != 0 { context.trace?.encode(at: &cursor) }
        writer.advance(to: cursor)
    }

    /// Writes the header of a reply to this request: it names the request, and says nothing else that its sender knows.
    ///
    /// - Parameter kind: ``Kind/reply`` or ``Kind/errorReply``.
    @inlinable
    public func encodeReply(_ kind: Kind = .reply, into writer: inout WireWriter) {
        var cursor = writer.cursor(reserving: Self.headerSize)
        encodeStart(kind, 0, Self.headerSize, at: &cursor)
        writer.advance(to: cursor)
    }

    @inlinable
    @inline(__always)
    func encodeStart(_ kind: Kind, _ flags: UInt16, _ size: Int, at cursor: inout WireCursor) {
        cursor.write(Self.mark)
        cursor.write(Self.version)
        cursor.write(kind.rawValue)
        cursor.write(qualityOfService.rawValue)
        cursor.write(flags)
        cursor.write(UInt16(truncatingIfNeeded: size))
        cursor.write(typeID)
        cursor.write(context.messageID)
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
        let headerSize = Int(reader.readUInt16())
        let known = Self.size(flags: flags)
        if headerSize < known { reader.fail(.badLength, before: 2) }
        typeID = reader.readUInt64()
        context = Context(messageID: reader.readUInt64())
        context.sourceNode = flags & Self.sourceFlag == 0 ? 0 : reader.readUInt64()
        context.correlationID = flags & Self.correlationFlag == 0 ? context.messageID : reader.readUInt64()
        context.deadlineMilliseconds = flags & Self.deadlineFlag == 0 ? 0 : reader.readUInt64()
        context.attempt = flags & Self.attemptFlag == 0 ? 1 : reader.readUInt32()
        if flags & Self.traceFlag != 0 { context.trace = TraceContext(from: &reader) }
        isHandledAtSource = flags & Self.handledFlag != 0
        reader.skip(max(headerSize - known, 0))
        payloadSize = reader.remaining
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
