import CNATS
import Catga
import Synchronization

/// A node's way over NATS: two connections to the same servers, subscriptions, one inbox for all answers, and JetStream for
/// what is kept.
///
/// libnats gathers writes for about a millisecond or makes each at once, for a connection as a whole. Here one connection does
/// the one, and one the other: what somebody waits for takes the quick one while few wait, and the gathering one when many do,
/// which is then written as fast as the server takes it (``NATSFlusher``). What is published without waiting always takes the
/// gathering one, and so stays in order.
///
/// Every channel with handlers has a thread of the library's. While a handler that needs no `await` takes no time to speak of
/// it runs on that thread; one that takes long, or waits, runs as a task, and several at once where their order does not
/// matter. A handler that blocks its thread holds up the messages of its own type until it returns, and no others.
final class NATSTransport: Sendable {
    let identity: NodeIdentity
    let configuration: NATSConfiguration
    private let maximumWaitingEvents: Int
    let subjects: NATSSubjects
    /// Writes at once; hears all that handlers do, and the answers.
    let quick: NATSConnection
    /// Writes what has gathered.
    let gathering: NATSConnection
    private let quickEvents: NATSEvents
    private let gatheringEvents: NATSEvents
    /// What senders are told once the server takes the credentials no more, and that ``refused()`` was called.
    private let refusal: CatgaError
    private let isRefused = Atomic<Bool>(false)
    let inbox: NATSInbox
    private let streams: JetStreamStreams

    private struct State {
        var subscriptions: [NATSSubscription] = []
        var consumers: [PullConsumer] = []
        /// Streams whose changes of leader are heard.
        var heardOf: Set<String> = []
        var isDraining = false
    }

    private let state = Mutex(State())
    /// Requests of others that wait for an answer.
    private let unanswered = Atomic<Int>(0)
    /// More of them have come than are handed over.
    private let isCrowded = Atomic<Bool>(false)

    /// - Throws: Why nothing is sent, while that is so; it may pass until the connection is given up.
    private func admit() throws(CatgaError) {
        guard !quickEvents.isRefused.load(ordering: .relaxed), !gatheringEvents.isRefused.load(ordering: .relaxed)
        else {
            var error = refusal
            error.isRetryable = !isRefused.load(ordering: .relaxed)
            throw error
        }
    }

    static func connect(
        _ configuration: NATSConfiguration,
        _ identity: NodeIdentity,
        maximumWaitingEvents: Int
    ) async throws(CatgaError) -> Transport {
        let subjects = try NATSSubjects(prefix: configuration.prefix)
        try configuration.check()
        var addresses: [NATSAddress] = []
        for url in configuration.urls { addresses.append(try NATSAddress(url)) }
        let name = "NATS at \(addresses.map(\.words).joined(separator: ", "))"
        let onDenial: @Sendable (String) -> Void = { words in
            let advice = "the server does not let this node publish that; its user needs the permission to"
            configuration.onDenial(CatgaError(code: .configuration, message: "\(name): \(advice): \(words)"))
        }
        let (quickEvents, gatheringEvents) = (NATSEvents(onDenial), NATSEvents(onDenial))
        let quick = try await NATSConnection.connect(
            configuration, addresses, name: identity.id, sendsAtOnce: true, events: quickEvents)
        let gathering = try await NATSConnection.connect(
            configuration, addresses, name: "\(identity.id) (gathering)", sendsAtOnce: false, events: gatheringEvents)
        let transport = try NATSTransport(
            configuration, identity, subjects, (quick, quickEvents), (gathering, gatheringEvents), name,
            maximumWaitingEvents)
        let onRefusal: @Sendable () -> Void = { [weak transport] in transport?.refused() }
        quickEvents.listen(onReconnect: { [weak transport] in transport?.reconnected() }, onRefusal: onRefusal)
        gatheringEvents.listen(onReconnect: { [weak transport] in transport?.storeAgain() }, onRefusal: onRefusal)
        return transport.asTransport(name: name)
    }

    private init(
        _ configuration: NATSConfiguration,
        _ identity: NodeIdentity,
        _ subjects: NATSSubjects,
        _ quick: (connection: NATSConnection, events: NATSEvents),
        _ gathering: (connection: NATSConnection, events: NATSEvents),
        _ name: String,
        _ maximumWaitingEvents: Int
    ) throws(CatgaError) {
        self.configuration = configuration
        self.maximumWaitingEvents = maximumWaitingEvents
        self.identity = identity
        self.subjects = subjects
        (self.quick, quickEvents) = quick
        (self.gathering, gatheringEvents) = gathering
        refusal = CatgaError(
            code: .transport,
            message: "\(name): the server no longer accepts this node's credentials; start it again with valid ones",
            isRetryable: true
        )
        inbox = try NATSInbox(quick.connection, gathering.connection, configuration)
        streams = JetStreamStreams(configuration.streams, subjects, JetStreamAPI(inbox, name: name))
    }

    private func asTransport(name: String) -> Transport {
        Transport(
            name: name,
            lendsThreads: true,
            listen: { channel, listener async throws(CatgaError) in try await self.listen(to: channel, listener) },
            open: { channel throws(CatgaError) in Outlet(channel, address: try self.subjects.subject(of: channel)) },
            prepare: { channel async throws(CatgaError) in
                try await self.streams.prepare(for: channel)
                try self.hearOfLeaders(of: channel)
            },
            publish: { outlet, bytes throws(CatgaError) in
                try self.admit()
                try self.gathering.publish(outlet.address, bytes)
            },
            store: { outlet, bytes, messageID, isOneOfMany throws(CatgaError) in
                try self.admit()
                let knownID = self.configuration.streams.tellsIDs ? messageID : 0
                return try self.inbox.store(outlet.address, bytes, messageID: knownID, gathers: isOneOfMany)
            },
            check: { outlet, answer throws(CatgaError) in
                defer { answer.destroyMessage() }
                try NATSInbox.checkAcknowledgement(answer.bytes, outlet.address)
            },
            request: { outlet, bytes, timeoutMilliseconds throws(CatgaError) in
                try self.admit()
                return try self.inbox.send(outlet.address, bytes, timeoutMilliseconds: timeoutMilliseconds)
            },
            answers: inbox.answers,
            answer: { arrival, bytes throws(CatgaError) in try self.answer(arrival, bytes) },
            settle: { arrival, settlement in self.settle(arrival, settlement) },
            dropped: { self.state.withLock { $0.subscriptions.reduce(0) { $0 + UInt64(max($1.dropped, 0)) } } },
            drain: { await self.drain() },
            close: { await self.close() }
        )
    }

    // MARK: - In

    private func listen(to channel: Channel, _ listener: @escaping Transport.Listener) async throws(CatgaError) {
        let subject = try subjects.subject(of: channel)
        guard !channel.isStored else { return try await consume(channel, listener) }
        // What the node itself listens to is heard on a thread that all such share.
        let connection = channel.runsHandlers ? quick : gathering
        let subscription = try connection.subscribe(subject, group: channel.isShared ? identity.service : nil) {
            message, handle in
            let arrival = Arrival(message, attempt: 0)
            if arrival.expectsAnswer {
                self.unanswered.wrappingAdd(1, ordering: .relaxed)
                self.isCrowded.store(
                    NATSSubscription.waiting(handle) > self.configuration.gatheringThreshold, ordering: .relaxed)
            }
            if !listener(arrival) { self.settle(arrival, .done) }
        }
        subscription.allow(waiting: maximumWaitingEvents)
        state.withLock { $0.subscriptions.append(subscription) }
        do throws(CatgaError) {
            // What others send from now on shall arrive.
            try await connection.flush()
            try connection.checkSubscription(to: subject)
        } catch {
            // A start that is tried again subscribes anew.
            state.withLock { $0.subscriptions.removeAll { $0 === subscription } }
            await NATSSubscription.drain([subscription])
            throw error
        }
    }

    private func consume(_ channel: Channel, _ listener: @escaping Transport.Listener) async throws(CatgaError) {
        let consumer = try await streams.consumer(of: channel, identity)
        let pulling = try PullConsumer(consumer, self, channel, listener)
        state.withLock { $0.consumers.append(pulling) }
        pulling.start()
    }

    private func reconnected() {
        storeAgain()
        for consumer in state.withLock({ $0.consumers }) { consumer.pullAnew() }
    }

    /// One of the two connections will not be tried again.
    private func refused() {
        if !isRefused.exchange(true, ordering: .relaxed) { configuration.onRefusal(refusal) }
    }

    /// What was on its way may be lost: whoever waits for an acknowledgement stores again, under the same number, rather than
    /// wait until the time is over.
    private func storeAgain() {
        inbox.answers.failRepeatable(
            CatgaError(
                code: .transport,
                message:
                    "The connection was lost, or a stream changed its leader, before the message was acknowledged; "
                    + "it may be kept",
                isRetryable: true
            )
        )
    }

    /// What a stream's former leader was handed may be lost with it.
    private func hearOfLeaders(of channel: Channel) throws(CatgaError) {
        guard configuration.streams.replicas > 1, let stream = subjects.stream(of: channel) else { return }
        let isNew = state.withLock { $0.heardOf.insert(stream).inserted }
        guard isNew else { return }
        let subject = "$JS.EVENT.ADVISORY.STREAM.LEADER_ELECTED.\(stream)"
        do throws(CatgaError) {
            let subscription = try quick.subscribe(subject) { [weak self] message, _ in
                natsMsg_Destroy(message)
                self?.storeAgain()
            }
            state.withLock { $0.subscriptions.append(subscription) }
        } catch {
            // Tried again for the next message.
            state.withLock { _ = $0.heardOf.remove(stream) }
            throw error
        }
    }

    private func drain() async {
        let (subscriptions, consumers) = state.withLock { state in
            state.isDraining = true
            return (state.subscriptions, state.consumers)
        }
        await NATSSubscription.drain(subscriptions + consumers.flatMap { $0.stop() })
    }

    private func close() async {
        if !state.withLock({ $0.isDraining }) { await drain() }
        for consumer in state.withLock({ $0.consumers }) { consumer.giveBack() }
        await inbox.close(CatgaError(code: .shuttingDown, message: "The node has let go of NATS", isRetryable: true))
        await gathering.close()
        await quick.close()
        state.withLock { state in
            state.subscriptions = []
            state.consumers = []
        }
    }

    // MARK: - Out

    private func settle(_ arrival: Arrival, _ settlement: Settlement) {
        if arrival.attempt > 0, let owner = arrival.owner {
            // Nothing else than consumers counts attempts.
            return unsafeDowncast(owner, to: PullConsumer.self).settle(arrival, settlement)
        }
        if arrival.expectsAnswer { unanswered.wrappingSubtract(1, ordering: .relaxed) }
        arrival.destroyMessage()
    }

    private func answer(_ arrival: Arrival, _ bytes: UnsafeRawBufferPointer) throws(CatgaError) {
        guard let reply = natsMsg_GetReply(arrival.message) else { return settle(arrival, .done) }
        // Two calls, as to choose a connection first would count references to it.
        if unanswered.load(ordering: .relaxed) > configuration.gatheringThreshold || isCrowded.load(ordering: .relaxed)
        {
            try answer(reply, bytes, by: gathering)
        } else {
            try answer(reply, bytes, by: quick)
        }
        settle(arrival, .done)
    }

    private func answer(
        _ subject: UnsafePointer<CChar>,
        _ bytes: UnsafeRawBufferPointer,
        by connection: NATSConnection
    ) throws(CatgaError) {
        do throws(CatgaError) {
            try connection.answer(subject, bytes)
        } catch {
            // Otherwise the connection is lost, and nobody would hear of it.
            if bytes.count > connection.maximumPayload { throw error }
        }
        connection.flushSoon()
    }
}

extension Channel {
    fileprivate var runsHandlers: Bool {
        switch self {
        case .presence, .worker: false
        case .requests, .node, .everyNode, .events, .storedEvents, .storedCommands: true
        }
    }

    /// One node of a service hears of it. By the channel, as a node may have the same name as its service.
    fileprivate var isShared: Bool {
        switch self {
        case .node, .everyNode, .presence, .worker: false
        case .requests, .events, .storedEvents, .storedCommands: true
        }
    }
}

extension NATSConfiguration {
    /// - Throws: ``CatgaError/Code/configuration`` for what cannot keep its promise.
    func check() throws(CatgaError) {
        guard streams.whenFull == .refuseNew else {
            throw CatgaError(
                code: .configuration,
                message: "streams.whenFull = .dropOld would lose what is promised to be delivered at least once; "
                    + "use .refuseNew"
            )
        }
        guard (1...5).contains(streams.replicas), streams.acknowledgementSeconds >= 1,
            streams.maximumUnacknowledged >= 1, streams.duplicateWindowSeconds >= 1,
            (1...1 << 20).contains(maximumPendingRequests)
        else {
            throw CatgaError(
                code: .configuration,
                message: "Of the NATS settings, replicas must be 1 to 5, maximumPendingRequests 1 to \(1 << 20), and "
                    + "acknowledgementSeconds, maximumUnacknowledged and duplicateWindowSeconds at least 1"
            )
        }
        guard streams.retention == 0 || streams.retention >= streams.duplicateWindowSeconds else {
            throw CatgaError(
                code: .configuration,
                message: "streams.retentionSeconds is \(streams.retention), less than duplicateWindowSeconds, "
                    + "which is \(streams.duplicateWindowSeconds); use more, or 0 to keep messages until they are handled"
            )
        }
        guard !urls.isEmpty else {
            throw CatgaError(code: .configuration, message: "No NATS server is named; NATS_URL can name one")
        }
    }
}
