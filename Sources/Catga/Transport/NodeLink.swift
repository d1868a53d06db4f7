import Synchronization

/// A node's end of the way to other nodes: what it listens to, and what it remembers of what it heard.
final class NodeLink: Sendable {
    let transport: Transport
    let identity: NodeIdentity
    let directory: NodeDirectory
    let inbox: Inbox
    let replies: StoredReplies
    private let maximumConcurrentRequests: Int
    private let maximumWaitingEvents: Int
    private let isStarted = Atomic<Bool>(false)
    private let starting = Mutex<Task<CatgaError?, Never>?>(nil)
    /// Defends the worker number.
    private let claim = Mutex<WorkerClaim?>(nil)
    /// What is listened to: a start that is tried again goes on where the former one failed.
    private let heard = Mutex<Set<Channel>>([])
    let requestsInFlight = Atomic<Int>(0)
    /// Wire names by type id: a string is made once.
    private let names = Mutex<[UInt64: String]>([:])
    /// Frames that no handler saw: events beyond the bound, and bytes that are no message.
    let dropped = Atomic<UInt64>(0)
    /// What came again and was recognized, for each handler.
    let suppressed = Atomic<UInt64>(0)

    init(_ transport: Transport, _ identity: NodeIdentity, _ configuration: NodeConfiguration) {
        self.transport = transport
        self.identity = identity
        directory = NodeDirectory(identity, transport)
        inbox = Inbox(limit: configuration.maximumRememberedMessages)
        replies = StoredReplies(limit: configuration.maximumRememberedMessages)
        maximumConcurrentRequests = configuration.maximumConcurrentRequests
        maximumWaitingEvents = configuration.maximumWaitingEvents
    }

    func name(of description: MessageDescription) -> String {
        names.withLock { names in
            if let name = names[description.typeID] { return name }
            let name = "\(description.wireName)"
            names[description.typeID] = name
            return name
        }
    }

    // MARK: - Start and end

    /// Makes sure that no other node has this one's number in its message ids.
    func claim(_ worker: WorkerNumber, maximum: UInt16) async throws(CatgaError) -> WorkerNumber {
        do throws(CatgaError) {
            let (number, claim) = try await WorkerClaim.settle(worker, maximum: maximum, identity, transport)
            self.claim.withLock { $0 = claim }
            return number
        } catch {
            await transport.close()
            throw error
        }
    }

    /// Listens to all that the node handles, once; a start that failed is tried again by the next call.
    func start(_ node: CatgaNode) async throws(CatgaError) {
        if isStarted.load(ordering: .acquiring) { return }
        let table = try node.nodeTable()
        let descriptions = table.pointee.descriptions
        let task = starting.withLock { task in
            if let task { return task }
            let started = Task { await self.listen(node, descriptions) }
            task = started
            return started
        }
        guard let error = await task.value else { return }
        starting.withLock { if $0 == task { $0 = nil } }
        throw error
    }

    private func listen(_ node: CatgaNode, _ descriptions: [MessageDescription]) async -> CatgaError? {
        do throws(CatgaError) {
            for description in descriptions where description.route != .local {
                for name in [description.wireName] + description.formerNames.map(\.wireName) {
                    for channel in description.channels(named: "\(name)") { try await listen(to: channel, node) }
                }
            }
            try await listen(to: .node(identity.id), node)
            try await directory.join(descriptions.filter { $0.kind.isRequest && $0.route != .local }.map(\.typeID))
        } catch {
            return error
        }
        isStarted.store(true, ordering: .releasing)
        return nil
    }

    private func listen(to channel: Channel, _ node: CatgaNode) async throws(CatgaError) {
        if heard.withLock({ $0.contains(channel) }) { return }
        switch channel {
        case .requests, .node, .everyNode:
            try await transport.listen(channel) { [weak node, weak self] arrival in
                guard let node, let self else { return false }
                accept(arrival, from: channel, for: node)
                return true
            }
        case .presence, .worker: break  // The directory's own, and the claim's.
        case .events, .storedEvents, .storedCommands:
            let queue = ArrivalQueue(of: channel, limit: channel.isStored ? .max : maximumWaitingEvents)
            try await transport.listen(channel) { [weak node, weak self] arrival in
                guard let node, let self else { return false }
                if !queue.add(arrival, for: node, handledBy: self) { drop(arrival) }
                return true
            }
        }
        heard.withLock { _ = $0.insert(channel) }
    }

    /// Hands an event that came from another node to those handlers that have not taken it yet.
    ///
    /// - Throws: What all failures say together: the transport delivers the event again.
    nonisolated(nonsending) func hear(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        in table: UnsafePointer<NodeTable>
    ) async throws(CatgaError) -> [DeliveryFailure] {
        guard let slot = table.pointee.table.slot(of: typeID) else { return [] }
        let id = table.pointee.descriptions[slot].isStored ? context.messageID : 0
        let failures = try await node.fanOut(typeID, message, context, in: table) { id != 0 && remembers(id, $0) }
        if id != 0 {
            for position in table.pointee.table.messages[slot].positions
            where !failures.contains(where: { $0.handlerPosition == position }) {
                inbox.add(id, position)
            }
        }
        guard failures.isEmpty else { throw node.failed(failures, of: typeID) }
        return []
    }

    private func remembers(_ messageID: UInt64, _ handler: Int) -> Bool {
        guard inbox.contains(messageID, handler) else { return false }
        suppressed.wrappingAdd(1, ordering: .relaxed)
        return true
    }

    /// Takes nothing new in, and says goodbye.
    func drain() async {
        directory.leave()
        await transport.drain()
    }

    func close() async {
        await transport.close()
    }

    private func drop(_ arrival: Arrival) {
        dropped.wrappingAdd(1, ordering: .relaxed)
        transport.settle(arrival, .done)
    }

    // MARK: - Requests

    /// On the transport's thread: hands a request over to a task of its own, within the bound.
    private func accept(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) {
        guard requestsInFlight.wrappingAdd(1, ordering: .relaxed).newValue <= maximumConcurrentRequests else {
            requestsInFlight.wrappingSubtract(1, ordering: .relaxed)
            return refuse(arrival, for: node)
        }
        node.hold()
        Task {
            let settlement = await self.answer(arrival, from: channel, for: node)
            // Before the answer goes out: whoever has it may send the next.
            self.requestsInFlight.wrappingSubtract(1, ordering: .relaxed)
            self.transport.settle(arrival, settlement)
            node.leave()
        }
    }

    private func refuse(_ arrival: Arrival, for node: CatgaNode) {
        let error = CatgaError(
            code: .overloaded,
            message: "The node \(identity.id) handles \(maximumConcurrentRequests) requests already",
            isRetryable: true
        )
        guard arrival.expectsAnswer, let envelope = try? node.envelope(of: arrival.bytes.bytes) else {
            return drop(arrival)
        }
        transport.settle(arrival, .answer(node.errorFrame(to: envelope, error)))
    }

    private func answer(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) async -> Settlement {
        guard var envelope = try? node.envelope(of: arrival.bytes.bytes), envelope.isRequest else {
            dropped.wrappingAdd(1, ordering: .relaxed)
            return .done
        }
        if case .everyNode = channel, envelope.context.sourceNode == identity.number {
            return .done  // Handled when it was sent.
        }
        if envelope.kind == .query, let reply = node.takeNow(envelope, arrival.bytes.bytes) { return .answer(reply) }
        let payload = [UInt8](arrival.bytes[(arrival.bytes.count - envelope.payloadSize)...])
        let reply = await reply(to: &envelope, payload[...], for: node)
        if arrival.expectsAnswer { return .answer(reply) }
        do throws(CatgaError) {
            try ReplyFrame.check(reply)
        } catch {
            // Nobody waits who could be told.
            node.report(error, of: envelope)
        }
        return .done
    }

    /// A command that was answered before is answered the same again, and has no second effect.
    private func reply(
        to envelope: inout Envelope,
        _ payload: ArraySlice<UInt8>,
        for node: CatgaNode
    ) async -> [UInt8] {
        let isRemembered = envelope.kind == .command && envelope.qualityOfService != .atMostOnce
        let key = isRemembered ? envelope.context.messageID : 0
        if key != 0, let stored = await replies.reply(to: key) {
            suppressed.wrappingAdd(1, ordering: .relaxed)
            return stored
        }
        envelope.context.hasArrived = true
        do throws(CatgaError) {
            let reply = node.replyFrame(.reply, to: envelope, try await node.handle(envelope, payload))
            if key != 0 { replies.finish(key, reply) }
            return reply
        } catch {
            if key != 0 { replies.finish(key, nil) }
            return node.errorFrame(to: envelope, error)
        }
    }

    // MARK: - Events and stored commands

    func take(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) async {
        var envelope: Envelope
        do throws(CatgaError) {
            envelope = try node.envelope(of: arrival.bytes.bytes)
        } catch {
            if !channel.isStored { return drop(arrival) }
            return transport.settle(arrival, .deadLetter(reason: "\(error)"))
        }
        do throws(CatgaError) {
            let isOwn = NodeIdentity.areOfOneService(envelope.context.sourceNode, identity.number)
            if envelope.isHandledAtSource, isOwn { return transport.settle(arrival, .done) }
            if channel.isStored { envelope.context.attempt = arrival.attempt }
            if try !node.takeNow(event: envelope, arrival.bytes.bytes) {
                let payload = [UInt8](arrival.bytes[(arrival.bytes.count - envelope.payloadSize)...])
                if envelope.isRequest {
                    try await takeCommand(&envelope, payload[...], for: node)
                } else {
                    envelope.context.hasArrived = true
                    _ = try await node.handle(envelope, payload[...])
                }
            }
            transport.settle(arrival, .done)
        } catch {
            settle(arrival, channel, error, envelope, for: node)
        }
    }

    private func takeCommand(
        _ envelope: inout Envelope,
        _ payload: ArraySlice<UInt8>,
        for node: CatgaNode
    ) async throws(CatgaError) {
        let frame = await reply(to: &envelope, payload, for: node)
        try ReplyFrame.check(frame)
    }

    private func settle(
        _ arrival: Arrival,
        _ channel: Channel,
        _ error: CatgaError,
        _ envelope: Envelope,
        for node: CatgaNode
    ) {
        guard channel.isStored else {
            node.report(error, of: envelope)
            return transport.settle(arrival, .done)
        }
        // Nobody's fault: another node takes it.
        if error.code == .shuttingDown { return transport.settle(arrival, .again(afterMilliseconds: 0)) }
        // What no later try can mend is set aside at once.
        let isHopeless = [.malformed, .unknownMessage, .rejected].contains(error.code)
        let delay = node.configuration.redelivery.delayMilliseconds(
            after: arrival.attempt,
            random: UInt64.random(in: 0...UInt64.max)
        )
        guard !isHopeless, let delay else {
            node.report(error, of: envelope)
            return transport.settle(arrival, .deadLetter(reason: "\(error)"))
        }
        transport.settle(arrival, .again(afterMilliseconds: delay))
    }
}

extension MessageDescription {
    /// Where a node that handles the message listens.
    func channels(named name: String) -> [Channel] {
        switch kind {
        case .command where route == .broadcast: [.everyNode(name), .storedCommands(name)]
        case .command: [.requests(name), .storedCommands(name)]
        case .query where route == .broadcast: [.everyNode(name)]
        case .query: [.requests(name)]
        case .event, .reliableEvent: [isStored ? .storedEvents(name) : .events(name)]
        }
    }

    /// Kept by the transport until it is taken.
    var isStored: Bool { qualityOfService != .atMostOnce }
}
