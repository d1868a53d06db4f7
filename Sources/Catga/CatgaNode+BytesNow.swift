extension CatgaNode {
    /// As ``receive(_:)``, on the calling thread, for a message none of whose handlers needs `await`.
    ///
    /// Allocates nothing but what the message's members, its handlers, an error, and `reply` where it must grow, need.
    ///
    /// - Parameters:
    ///   - frame: One envelope and its payload.
    ///   - reply: Where the frame of a request's reply is appended; it is an error reply where the handler threw or there is
    ///     none. Nothing is appended for an event.
    /// - Throws: As ``receive(_:)``; ``CatgaError/Code/needsAsync`` where a handler or a behavior cannot do without `await`.
    ///   Then nothing has happened yet, and `receive` takes the frame.
    public func receiveNow(_ frame: RawSpan, into reply: inout WireWriter) throws(CatgaError) {
        hold()
        defer { leave() }
        if takesShortWay(frame, &reply) { return }
        try receiveSlowly(frame, &reply)
    }

    /// The way of most requests: nothing stands between them and their synchronous handler.
    ///
    /// - Returns: Whether it was such a request; nothing has happened if not.
    @inline(__always)
    private func takesShortWay(_ frame: RawSpan, _ reply: inout WireWriter) -> Bool {
        guard frame.byteCount <= configuration.maximumFrameSize, let request = PlainHeader(unsafelyLent: frame) else {
            return false
        }
        return answers(request, in: frame, by: shortcutTable, &reply)
    }

    /// Calls the synchronous handler of a request; `false`, and nothing has happened, where there is none.
    @inline(__always)
    private func answers(
        _ request: PlainHeader,
        in frame: RawSpan,
        by table: FrozenTable,
        _ reply: inout WireWriter
    ) -> Bool {
        guard request.isRequest, let place = table.place(of: request.typeID), place.pointee.kind == request.kind,
            let call = place.pointee.call, let receive = place.pointee.receive
        else { return false }
        let start = reply.count
        request.encodeReply(into: &reply)
        let context = request.context
        let payload = frame.extracting(droppingFirst: request.size)
        if let failure = read(receive, payload, call, place.pointee.handlers, context, &reply) {
            answer(frame, withFailure: failure, from: start, in: &reply)
        }
        return true
    }

    /// - Returns: As of a ``ReceiveThunk``.
    @inline(__always)
    private func read(
        _ receive: ReceiveThunk,
        _ payload: RawSpan,
        _ call: HandlerThunk,
        _ handlers: UnsafeRawPointer,
        _ context: Context,
        _ writer: inout WireWriter
    ) -> UnsafeMutableRawPointer? {
        var reader = WireReader(unsafelyLent: payload, limits: configuration.wireLimits)
        return withUnsafeMutablePointer(to: &reader) { reader in
            withUnsafeMutablePointer(to: &writer) { writer in
                withUnsafePointer(to: context) { receive(reader, call, handlers, $0, writer) }
            }
        }
    }

    /// Any other message, and what is none.
    @inline(never)
    private func receiveSlowly(_ frame: RawSpan, _ reply: inout WireWriter) throws(CatgaError) {
        let envelope = try envelope(of: frame)
        guard !isDraining else { throw Self.refusal }
        if let reason = try receiveNow(envelope, frame, into: &reply) { throw reason }
    }

    /// - Returns: Why it cannot be done without `await`, if it cannot; then nothing has happened.
    private func receiveNow(
        _ envelope: Envelope,
        _ frame: RawSpan,
        into reply: inout WireWriter
    ) throws(CatgaError) -> CatgaError? {
        let start = reply.count
        do throws(CatgaError) {
            return try answer(envelope, in: frame, into: &reply)
        } catch {
            guard envelope.isRequest else { throw error }
            answer(envelope, with: error, from: start, in: &reply)
            return nil
        }
    }

    /// Answers a request that came from another node before this one shut down, if nothing stands between it and its
    /// synchronous handler; `false`, and nothing has happened, if something does.
    func takeNow(_ request: PlainHeader, _ frame: RawSpan, into reply: inout WireWriter) -> Bool {
        guard frame.byteCount <= configuration.maximumFrameSize, let table = plainTable else { return false }
        return answers(request, in: frame, by: table, &reply)
    }

    /// As above, for an event that is not stored. Allocates only for failures.
    ///
    /// - Parameter writer: Nothing is written.
    /// - Throws: What all failures say together.
    func takeNow(event: PlainHeader, _ frame: RawSpan, _ writer: inout WireWriter) throws(CatgaError) -> Bool {
        guard frame.byteCount <= configuration.maximumFrameSize, event.isOf(.event), event.quality == 0,
            let place = plainTable?.place(of: event.typeID), place.pointee.kind == event.kind,
            place.pointee.listeners > 0, let receive = place.pointee.receive
        else { return false }
        var heard = HeardEvent(node: self, typeID: event.typeID, place: place)
        let context = event.context
        let payload = frame.extracting(droppingFirst: event.size)
        let failure = withUnsafeMutablePointer(to: &heard) {
            read(receive, payload, HeardEvent.callAll, $0, context, &writer)
        }
        if let failure { throw CatgaError(takingOver: failure) }
        if let failures = heard.failures { throw failed(failures, of: event.typeID) }
        return true
    }

    /// A request's handler needs no `await`, and no behavior stands before it.
    func canTakeNow(_ request: PlainHeader) -> Bool { plainTable?.place(of: request.typeID)?.pointee.call != nil }

    /// The table, where no behavior stands before any handler. What was registered wrongly is told on the long way.
    private var plainTable: FrozenTable? {
        guard configuration.behaviors.isEmpty else { return nil }
        return (try? nodeTable())?.pointee.table
    }

    /// Answers a request that arrived before the node shut down; `false`, and nothing has happened, where that needs `await`.
    /// Only what ``canTakeNow(_:)``.
    func takeNow(_ request: Envelope, _ frame: RawSpan, into reply: inout WireWriter) -> Bool {
        do throws(CatgaError) {
            return try receiveNow(request, frame, into: &reply) == nil
        } catch {
            answer(request, with: error, from: 0, in: &reply)
            return true
        }
    }

    /// Hands an event that arrived before the node shut down to its handlers; `false`, and nothing has happened, where that
    /// needs `await`. Only what ``canTakeNow(_:)``.
    ///
    /// - Parameter writer: Nothing is written.
    func takeNow(event: Envelope, _ frame: RawSpan, _ writer: inout WireWriter) throws(CatgaError) -> Bool {
        var arrived = event
        arrived.context.hasArrived = true
        return try receiveNow(arrived, frame, into: &writer) == nil
    }

    /// Nothing needs `await`: neither a behavior nor a handler of the message.
    func canTakeNow(_ envelope: Envelope) -> Bool {
        guard let table = plainTable, let slot = table.slot(of: envelope.typeID) else { return false }
        return table.messages[slot].isSynchronous && table.messages[slot].receive != nil
    }

    /// - Parameter frame: One whose envelope has been read before.
    @inline(never)
    private func answer(
        _ frame: RawSpan,
        withFailure failure: UnsafeMutableRawPointer,
        from start: Int,
        in reply: inout WireWriter
    ) {
        var header = WireReader(unsafelyLent: frame, limits: WireLimits(frameSize: Int.max))
        answer(Envelope(reading: &header), with: CatgaError(takingOver: failure), from: start, in: &reply)
    }

    /// Writes an error reply in place of whatever stands behind `start`.
    private func answer(_ envelope: Envelope, with error: CatgaError, from start: Int, in reply: inout WireWriter) {
        reply.truncate(to: start)
        envelope.encodeReply(.errorReply, into: &reply)
        error.encode(into: &reply)
    }

    /// - Returns: Why it cannot be done without `await`, if it cannot; then nothing has happened.
    private func answer(
        _ envelope: Envelope,
        in frame: RawSpan,
        into reply: inout WireWriter
    ) throws(CatgaError) -> CatgaError? {
        let nodeTable = try nodeTable()
        let table = nodeTable.pointee.table
        guard let slot = table.slot(of: envelope.typeID) else { throw CatgaError.unknownMessage(envelope.typeID) }
        let message = table.messages + slot
        try envelope.check(message.pointee.kind)
        guard message.pointee.isSynchronous, let receive = message.pointee.receive else {
            return CatgaError.needsAsync(message.pointee.wireName)
        }
        if let reason = asynchronousBehavior(around: message.pointee.wireName) { return reason }

        let payload = frame.extracting(droppingFirst: frame.byteCount - envelope.payloadSize)
        var arrival = ReceivedFrame(
            node: self,
            slot: slot,
            isShort: isShort(envelope.context),
            hasArrived: envelope.context.hasArrived && !envelope.isRequest,
            nodeTable: nodeTable
        )
        if envelope.isRequest { envelope.encodeReply(into: &reply) }
        let failure = arrival.take(payload, table, receive, envelope.context, into: &reply)
        if let failure { throw CatgaError(takingOver: failure) }
        if arrival.failures.isEmpty { return nil }
        // What came through a transport comes again through it.
        guard message.pointee.kind == .reliableEvent, !envelope.context.hasArrived else {
            throw failed(arrival.failures, of: envelope.typeID)
        }
        redeliver(arrival.failures, payload: payload.withUnsafeBytes { Array($0) })
        return nil
    }

    /// Nothing stands between a message with that context and its handler.
    private func isShort(_ context: Context) -> Bool {
        context.deadlineMilliseconds == 0 && configuration.behaviors.isEmpty
    }
}

/// What all handlers of an event are called with, once it has been read.
private struct HeardEvent {
    /// Lives as long as the call that this value belongs to.
    unowned(unsafe) let node: CatgaNode
    let typeID: UInt64
    let place: UnsafePointer<TablePlace>
    var failures: [DeliveryFailure]?

    /// Stands for all of them.
    static let callAll: HandlerThunk = { heard, message, _, context in
        let heard = UnsafeMutableRawPointer(mutating: heard).assumingMemoryBound(to: HeardEvent.self)
        let (typeID, place) = (heard.pointee.typeID, heard.pointee.place)
        let failures = Unmanaged.passUnretained(heard.pointee.node)._withUnsafeGuaranteedRef {
            $0.callAll(typeID, place, message, context)
        }
        if let failures { heard.pointee.failures = failures }
        return nil
    }
}

/// One message on its way from bytes to its handlers.
private struct ReceivedFrame {
    /// Lives as long as the call that this value belongs to.
    unowned(unsafe) let node: CatgaNode
    let slot: Int
    let isShort: Bool
    /// An event from another node.
    let hasArrived: Bool
    let nodeTable: UnsafePointer<NodeTable>
    /// Of an event's handlers.
    var failures: [DeliveryFailure] = []

    /// - Returns: As of a ``ReceiveThunk``.
    mutating func take(
        _ payload: RawSpan,
        _ table: FrozenTable,
        _ receive: ReceiveThunk,
        _ context: Context,
        into writer: inout WireWriter
    ) -> UnsafeMutableRawPointer? {
        var reader = WireReader(unsafelyLent: payload, limits: node.configuration.wireLimits)
        let message = table.messages + slot
        return withUnsafeMutablePointer(to: &reader) { reader in
            withUnsafeMutablePointer(to: &writer) { writer in
                withUnsafePointer(to: context) { context in
                    let handler = table.handlers + message.pointee.positions.lowerBound
                    if isShort, message.pointee.kind.isRequest, let call = handler.pointee.call {
                        return (handler.pointee.receive ?? receive)(
                            reader, call, handler.pointee.handlers, context, writer
                        )
                    }
                    return withUnsafeMutablePointer(to: &self) { receive(reader, Self.deliver, $0, context, writer) }
                }
            }
        }
    }

    /// Stands for all handlers, and for what stands around them.
    private static let deliver: HandlerThunk = { arrival, message, reply, context in
        let arrival = UnsafeMutableRawPointer(mutating: arrival).assumingMemoryBound(to: ReceivedFrame.self)
        do throws(CatgaError) {
            try arrival.pointee.deliver(message, reply, context)
            return nil
        } catch {
            return error.handedOver()
        }
    }

    private mutating func deliver(
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: UnsafeRawPointer?
    ) throws(CatgaError) {
        if hasArrived, let link = node.uncountedLink {
            // What came from another node, past the count of references of either.
            let (node, slot, nodeTable) = (Unmanaged.passUnretained(node), slot, nodeTable)
            failures = link._withUnsafeGuaranteedRef { link in
                node._withUnsafeGuaranteedRef {
                    link.hearNow(slot, message, Context(at: context), from: $0, in: nodeTable)
                }
            }
            return
        }
        let table = nodeTable.pointee.table
        let entry = table.messages[slot]
        if isShort, entry.kind == .event, let place = table.place(of: entry.typeID) {
            failures = node.callAll(entry.typeID, place, message, context) ?? []
            return
        }
        var context = Context(at: context)
        if entry.kind.isRequest {
            context.hasArrived = true
            try node.dispatchNow(entry.typeID, entry.wireName, message, reply, context)
        } else {
            if entry.kind == .reliableEvent { context = node.identified(context) }
            failures = try node.fanOutNow(entry.typeID, entry.wireName, message, context, in: nodeTable)
        }
    }
}
