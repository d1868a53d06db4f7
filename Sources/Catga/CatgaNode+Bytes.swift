extension CatgaNode {
    /// Dispatches a message that arrived as bytes to the same handlers as a typed `send` or `publish`.
    ///
    /// - Parameter frame: One envelope and its payload.
    /// - Returns: For a request the frame of the reply, which is an error reply where the handler threw or there is
    ///   none; for an event no bytes.
    /// - Throws: ``CatgaError/Code/malformed`` for bytes that are not a message, ``CatgaError/Code/shuttingDown``, and
    ///   for an event what the publisher would have been thrown.
    public nonisolated(nonsending) func receive(_ frame: [UInt8]) async throws(CatgaError) -> [UInt8] {
        var envelope = try envelope(of: frame.span.bytes)
        guard !isDraining else { throw Self.refusal }
        let payload = frame[(frame.count - envelope.payloadSize)...]
        // Whoever brings the bytes has routed them.
        envelope.context.hasArrived = link != nil
        do throws(CatgaError) {
            let reply = try await handle(envelope, payload)
            return envelope.isRequest ? replyFrame(.reply, to: envelope, reply) : []
        } catch {
            guard envelope.isRequest else { throw error }
            return errorFrame(to: envelope, error)
        }
    }

    /// Hands a message to its handlers and returns the reply's bytes.
    nonisolated(nonsending) func handle(
        _ envelope: Envelope,
        _ payload: ArraySlice<UInt8>
    ) async throws(CatgaError) -> [UInt8] {
        let node = try nodeTable()
        guard let slot = node.pointee.table.slot(of: envelope.typeID) else {
            throw CatgaError.unknownMessage(envelope.typeID)
        }
        try envelope.check(node.pointee.table.messages[slot].kind)
        return try await node.pointee.receivers[slot](self, payload, envelope.context, nil)
    }

    func envelope(of frame: RawSpan) throws(CatgaError) -> Envelope {
        guard frame.byteCount <= configuration.maximumFrameSize else {
            throw CatgaError(
                code: .malformed,
                message: "The frame has \(frame.byteCount) bytes; this node takes \(configuration.maximumFrameSize)"
            )
        }
        do throws(WireError) {
            var reader = WireReader(unsafelyLent: frame, limits: WireLimits(frameSize: Int.max))
            let envelope = try Envelope(from: &reader)
            guard envelope.kind != .reply, envelope.kind != .errorReply else {
                throw WireError(.unsupportedEnvelope, at: 2)
            }
            return envelope
        } catch {
            throw CatgaError(error)
        }
    }

    func errorFrame(to request: Envelope, _ error: CatgaError) -> [UInt8] {
        var payload = WireWriter()
        error.encode(into: &payload)
        return replyFrame(.errorReply, to: request, payload.bytes())
    }

    func replyFrame(_ kind: Envelope.Kind, to request: Envelope, _ payload: [UInt8]) -> [UInt8] {
        var writer = WireWriter(capacity: Envelope.headerSize + payload.count)
        request.encodeReply(kind, into: &writer)
        payload.withUnsafeBytes { writer.write(block: $0) }
        return writer.bytes()
    }
}

extension Envelope {
    var isRequest: Bool { kind == .command || kind == .query }

    func check(_ kind: MessageKind) throws(CatgaError) {
        guard Kind(kind) == self.kind else {
            throw CatgaError(code: .malformed, message: "The envelope's kind is not that of the message it names")
        }
    }
}
