import Synchronization

/// A node's end of the way to other nodes: what it listens to, and what it remembers of what it heard.
final class NodeLink: Sendable {
    let transport: Transport
    let identity: NodeIdentity
    let directory: NodeDirectory
    let inbox: Inbox
    let replies: StoredReplies
    let writers = SpareWriters()
    let routes = OutgoingRoutes()
    /// By node id.
    let nodeOutlets = Mutex<[String: Outlet]>([:])
    let requests: RequestBound
    private let maximumWaitingEvents: Int
    let isStarted = Atomic<Bool>(false)
    private let isEnding = Atomic<Bool>(false)
    private let starting = Mutex<Task<CatgaError?, Never>?>(nil)
    /// What the listeners of a start know the node by, until one has succeeded: then they alone keep it, and the node.
    private let joining = Mutex<JoinedNode?>(nil)
    private let queues = Mutex<[ArrivalQueue]>([])
    /// Defends the worker number.
    private let claim = Mutex<WorkerClaim?>(nil)
    /// What is listened to: a start that is tried again goes on where the former one failed.
    private let heard = Mutex<Set<Channel>>([])
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
        requests = RequestBound(configuration.maximumConcurrentRequests)
        maximumWaitingEvents = configuration.maximumWaitingEvents
    }

    deinit {
        queues.withLock { for queue in $0 { queue.close() } }
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
        let joined = joining.withLock { joining in
            let joined = joining ?? JoinedNode(node)
            joining = joined
            return joined
        }
        do throws(CatgaError) {
            for description in descriptions where description.route != .local {
                for name in [description.wireName] + description.formerNames.map(\.wireName) {
                    for channel in description.channels(named: "\(name)") { try await listen(to: channel, joined) }
                }
            }
            try await listen(to: .node(identity.id), joined)
            try await directory.join(descriptions.filter { $0.kind.isRequest && $0.route != .local }.map(\.typeID))
            if isEnding.load(ordering: .acquiring) { throw CatgaNode.refusal }
        } catch {
            return error
        }
        joined.keep(node)
        joining.withLock { $0 = nil }
        isStarted.store(true, ordering: .releasing)
        return nil
    }

    private func listen(to channel: Channel, _ node: JoinedNode) async throws(CatgaError) {
        if heard.withLock({ $0.contains(channel) }) { return }
        if isEnding.load(ordering: .acquiring) { throw CatgaNode.refusal }
        let queue: ArrivalQueue
        switch channel {
        case .presence, .worker: return  // The directory's own, and the claim's.
        case .requests, .node, .everyNode:
            queue = ArrivalQueue(of: channel, limit: .max, maximumWorkers: max(processors(), 2))
        case .events, .storedEvents, .storedCommands:
            let limit = channel.isStored ? Int.max : maximumWaitingEvents
            queue = ArrivalQueue(of: channel, limit: limit, maximumWorkers: 1)
        }
        queues.withLock { $0.append(queue) }
        Task { while let work = await queue.park() { await work.link.work(on: queue, for: work.node) } }
        do throws(CatgaError) {
            try await transport.listen(channel, listener(queue, node))
        } catch {
            queues.withLock { $0.removeAll { $0 === queue } }
            queue.close()
            throw error
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
        if id != 0 { remember(id, slot, except: failures, in: table) }
        guard failures.isEmpty else { throw node.failed(failures, of: typeID) }
        return []
    }

    /// Hands an event to one handler once more, from memory, unless it has taken it: what is not known to be kept may come from
    /// the transport as well.
    nonisolated(nonsending) func hearAgain(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        _ context: Context,
        only position: Int,
        from node: CatgaNode,
        in table: UnsafePointer<NodeTable>
    ) async throws(CatgaError) -> [DeliveryFailure] {
        if remembers(context.messageID, position) { return [] }
        let failures = try await node.fanOut(typeID, message, context, only: position, in: table)
        if failures.isEmpty { inbox.add(context.messageID, position) }
        return failures
    }

    /// Notes which handlers of an event have taken it.
    private func remember(
        _ messageID: UInt64,
        _ slot: Int,
        except failures: [DeliveryFailure],
        in table: UnsafePointer<NodeTable>
    ) {
        for position in table.pointee.table.messages[slot].positions
        where !failures.contains(where: { $0.handlerPosition == position }) {
            inbox.add(messageID, position)
        }
    }

    /// How an event leaves the node once its own handlers have heard of it. One that some of them failed is kept for the node's
    /// own service too, and comes again from the transport, to those alone.
    ///
    /// - Parameter context: The event's, at its first attempt; what it says of attempts then is for the service alone.
    /// - Returns: Whether the service has handled it.
    func note(
        _ failures: [DeliveryFailure],
        of description: MessageDescription,
        _ context: inout Context,
        in table: UnsafePointer<NodeTable>
    ) -> Bool {
        guard let slot = table.pointee.table.slot(of: description.typeID) else { return false }
        guard !failures.isEmpty, description.kind == .reliableEvent else { return true }
        remember(context.messageID, slot, except: failures, in: table)
        context.attempt = 2
        return false
    }

    private func remembers(_ messageID: UInt64, _ handler: Int) -> Bool {
        guard inbox.contains(messageID, handler) else { return false }
        suppressed.wrappingAdd(1, ordering: .relaxed)
        return true
    }

    /// As ``hear(_:_:_:from:in:)``, for an event none of whose handlers needs `await`. Allocates only for failures.
    func hearNow(
        _ slot: Int,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        in nodeTable: UnsafePointer<NodeTable>
    ) -> [DeliveryFailure] {
        let table = nodeTable.pointee.table
        let id = nodeTable.pointee.descriptions[slot].qualityOfService != .atMostOnce ? context.messageID : 0
        var context = context
        context.hasArrived = false
        var failures: [DeliveryFailure] = []
        withUnsafePointer(to: context) { context in
            for position in table.messages[slot].positions where id == 0 || !remembers(id, position) {
                if let failure = node.call(table.handlers + position, message, context) {
                    node.note(failure, table, slot, position, context, in: &failures)
                } else if id != 0 {
                    inbox.add(id, position)
                }
            }
        }
        return failures
    }

    /// Takes nothing new in, and says goodbye.
    func drain() async {
        isEnding.store(true, ordering: .releasing)
        // A start that is under way ends with its next step, and all that it listens to is let go of with the rest.
        if let start = starting.withLock({ $0 }) { _ = await start.value }
        directory.leave()
        await transport.drain()
    }

    func close() async {
        await transport.close()
        queues.withLock { for queue in $0 { queue.close() } }
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
