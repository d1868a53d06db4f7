extension NodeLink {
    /// Writes an envelope and its payload into memory of the calling thread's, and lends it to `body`. Allocates nothing once
    /// the thread's buffer is large enough.
    ///
    /// - Parameter isHandled: This node's handlers have taken the event.
    @inline(__always)
    func withFrame<Result>(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        isHandled: Bool = false,
        _ body: (UnsafeRawBufferPointer) throws(CatgaError) -> Result
    ) throws(CatgaError) -> Result {
        let writer = writers.take()
        defer { writers.give(back: writer) }
        var envelope = Envelope(
            kind: Envelope.Kind(description.kind),
            qualityOfService: description.qualityOfService,
            typeID: description.typeID,
            context: context
        )
        envelope.context.sourceNode = identity.number
        envelope.isHandledAtSource = isHandled
        envelope.encode(into: &writer.pointee)
        description.encode(message, &writer.pointee)
        return try body(writer.pointee.written)
    }
}

extension MessageDescription {
    /// The message at an address, alone. Allocates.
    func payload(_ message: UnsafeRawPointer) -> [UInt8] {
        var writer = WireWriter()
        encode(message, &writer)
        return writer.bytes()
    }
}

extension WireWriter {
    /// Good until more is written.
    var written: UnsafeRawBufferPointer {
        borrowing get {
            var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            withBytes { bytes = $0 }
            return bytes
        }
    }
}

/// Reads the frames that answer requests.
enum ReplyFrame {
    /// Reads a reply whose number must be that of the request.
    ///
    /// - Throws: What the handler threw; ``CatgaError/Code/malformed`` for bytes that are not an answer to the request.
    static func read(
        _ bytes: UnsafeRawBufferPointer,
        to messageID: UInt64,
        in node: CatgaNode,
        _ readValue: (inout WireReader) -> Void
    ) throws(CatgaError) {
        guard bytes.count <= node.configuration.maximumFrameSize else {
            throw CatgaError(code: .malformed, message: "The reply has \(bytes.count) bytes, more than this node takes")
        }
        let payload = try payload(of: bytes, answering: messageID)
        do throws(WireError) {
            var reader = WireReader(payload, limits: node.configuration.wireLimits)
            readValue(&reader)
            try reader.finish()
        } catch {
            throw CatgaError(error)
        }
    }

    private static func payload(
        of bytes: UnsafeRawBufferPointer,
        answering messageID: UInt64
    ) throws(CatgaError) -> UnsafeRawBufferPointer {
        if let header = PlainHeader(unsafelyLent: bytes.bytes), header.isOf(.reply), header.messageID == messageID {
            return UnsafeRawBufferPointer(rebasing: bytes[header.size...])
        }
        let envelope = try envelope(of: bytes)
        guard envelope.context.messageID == messageID else {
            throw CatgaError(code: .malformed, message: "The reply is to another message")
        }
        let payload = UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - envelope.payloadSize)...])
        guard envelope.kind == .reply else { throw try error(in: payload) }
        return payload
    }

    /// Of a frame that this node wrote.
    static func isError(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (try? envelope(of: bytes))?.kind != .reply
    }

    /// Throws what an error reply says.
    static func check(_ bytes: UnsafeRawBufferPointer) throws(CatgaError) {
        let envelope = try envelope(of: bytes)
        guard envelope.kind == .errorReply else { return }
        throw try error(in: UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - envelope.payloadSize)...]))
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
