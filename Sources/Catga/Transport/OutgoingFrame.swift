/// An envelope and its payload on their way out, in memory of their own.
struct OutgoingFrame: ~Copyable {
    let messageID: UInt64
    private let writer: WireWriter
    private let headerSize: Int

    /// Allocates once, and again where the payload has more than a few hundred bytes.
    init(_ description: MessageDescription, _ message: UnsafeRawPointer, _ context: Context, isHandled: Bool) {
        var envelope = Envelope(
            kind: Envelope.Kind(description.kind),
            qualityOfService: description.qualityOfService,
            typeID: description.typeID,
            context: context,
            payloadSize: 0
        )
        envelope.isHandledAtSource = isHandled
        var writer = WireWriter(capacity: 512)
        envelope.encode(into: &writer)
        headerSize = writer.count
        description.encode(message, &writer)
        Envelope.setPayloadSize(from: 0, to: headerSize, in: &writer)
        self.writer = writer
        messageID = context.messageID
    }

    /// As long as the frame lives.
    var bytes: UnsafeRawBufferPointer {
        var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        writer.withBytes { bytes = $0 }
        return bytes
    }

    var payload: [UInt8] { [UInt8](bytes[headerSize...]) }
}

/// Reads the frames that answer requests.
enum ReplyFrame {
    /// Reads a reply whose number must be that of the request.
    ///
    /// - Throws: What the handler threw; ``CatgaError/Code/malformed`` for bytes that are not an answer to the request.
    static func read(
        _ bytes: UnsafeRawBufferPointer,
        to messageID: UInt64,
        _ configuration: NodeConfiguration,
        _ readValue: (inout WireReader) -> Void
    ) throws(CatgaError) {
        guard bytes.count <= configuration.maximumFrameSize else {
            throw CatgaError(code: .malformed, message: "The reply has \(bytes.count) bytes, more than this node takes")
        }
        let envelope = try envelope(of: bytes)
        guard envelope.context.messageID == messageID else {
            throw CatgaError(code: .malformed, message: "The reply is to another message")
        }
        let payload = UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - envelope.payloadSize)...])
        guard envelope.kind == .reply else { throw try error(in: payload) }
        do throws(WireError) {
            var reader = WireReader(payload, limits: configuration.wireLimits)
            readValue(&reader)
            try reader.finish()
        } catch {
            throw CatgaError(error)
        }
    }

    /// Throws what an error reply says.
    static func check(_ frame: [UInt8]) throws(CatgaError) {
        let failure = frame.withUnsafeBytes { bytes -> CatgaError? in
            do throws(CatgaError) {
                let envelope = try envelope(of: bytes)
                guard envelope.kind == .errorReply else { return nil }
                return try error(in: UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - envelope.payloadSize)...]))
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private static func envelope(of bytes: UnsafeRawBufferPointer) throws(CatgaError) -> Envelope {
        do throws(WireError) {
            var reader = WireReader(bytes)
            let envelope = try Envelope(from: &reader)
            guard envelope.kind == .reply || envelope.kind == .errorReply else {
                throw WireError(.unsupportedEnvelope, at: 2)
            }
            return envelope
        } catch {
            throw CatgaError(error)
        }
    }

    private static func error(in payload: UnsafeRawBufferPointer) throws(CatgaError) -> CatgaError {
        do throws(WireError) {
            var reader = WireReader(payload)
            let error = try CatgaError(from: &reader)
            try reader.finish()
            return error
        } catch {
            throw CatgaError(error)
        }
    }
}

extension CatgaError {
    /// The error with the message's name in front.
    func about(_ wireName: StaticString) -> CatgaError {
        var error = self
        error.message = "\(wireName): \(message)"
        return error
    }
}
