extension CatgaNode {
    /// Joins the other nodes: from its return on, what they send reaches this node's handlers. Ends registration. The first
    /// `publish`, or `send` to another node, does the same; a node that only answers calls it itself. Without a transport, or
    /// the second time, it does nothing more. A node that has joined lives until ``shutdown(graceMilliseconds:)``, also where
    /// nothing else keeps it; one whose start has failed does not.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` or ``CatgaError/Code/transport``; the first mistake that was made while
    ///   registering.
    public func start() async throws(CatgaError) {
        try freeze()
        guard !isDraining else { throw Self.refusal }
        try await link?.start(self)
    }

    /// The nodes that can be reached, this one included, by id. Who died without a word is among them for two minutes.
    public var nodes: [NodeInfo] {
        link?.directory.all ?? [NodeInfo(id: identity.id, service: identity.service)]
    }

    /// Frames from other nodes that no handler saw: events beyond ``NodeConfiguration/maximumWaitingEvents``, and bytes that
    /// are no message; and what the transport lost because it came faster than it was taken.
    public var droppedFrames: UInt64 { link.map { $0.dropped.load(ordering: .relaxed) + $0.transport.dropped() } ?? 0 }

    /// Deliveries that came again and were kept from a handler that had taken them, as this process remembers.
    public var suppressedDeliveries: UInt64 { link?.suppressed.load(ordering: .relaxed) ?? 0 }

    /// Sends a command to the node of that id, whatever its route, and waits for the reply.
    ///
    /// - Throws: ``CatgaError/Code/noHandler`` where there is no such node; otherwise what went wrong.
    @inlinable
    public nonisolated(nonsending) func send<Message: Command & MessageCoding>(
        _ message: Message,
        to node: String
    ) async throws(CatgaError) -> Message.Reply {
        var (message, reply) = (message, Self.nothing(Message.Reply.self))
        try await request(&message, &reply, to: node, Message.messageDescription)
        guard let reply else { throw CatgaError.noReply(of: Message.messageDescription.wireName) }
        return reply
    }

    /// Sends a query to the node of that id; otherwise as for a command.
    @inlinable
    public nonisolated(nonsending) func send<Message: Query & MessageCoding>(
        _ message: Message,
        to node: String
    ) async throws(CatgaError) -> Message.Reply {
        var (message, reply) = (message, Self.nothing(Message.Reply.self))
        try await request(&message, &reply, to: node, Message.messageDescription)
        guard let reply else { throw CatgaError.noReply(of: Message.messageDescription.wireName) }
        return reply
    }

    /// Keeps a command for a node that handles it, at least once; there is no reply. Returns when it is kept.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` on a node without a transport; ``CatgaError/Code/transport``,
    ///   ``CatgaError/Code/timeout`` or ``CatgaError/Code/cancelled`` where it is not known to be kept. A task that was cancelled
    ///   before has nothing kept.
    @inlinable
    public nonisolated(nonsending) func enqueue<Message: Command & MessageCoding>(
        _ message: Message,
        in context: Context? = nil
    ) async throws(CatgaError) {
        var message = message
        try await enqueue(&message, context, Message.messageDescription)
    }

    /// What stands for a reply that takes no memory, as that of a request without one; `nil` for any other.
    @usableFromInline
    static func nothing<Reply>(_: Reply.Type) -> Reply? {
        MemoryLayout<Reply>.size == 0 ? unsafeBitCast((), to: Reply.self) : nil
    }

    /// - Parameter reply: Assigned, unless the description says that there is none.
    @usableFromInline
    nonisolated(nonsending) func request<Message, Reply>(
        _ message: UnsafePointer<Message>,
        _ reply: UnsafeMutablePointer<Reply?>,
        to node: String,
        _ description: MessageDescription
    ) async throws(CatgaError) {
        if node == identity.id {
            var context = makeContext()
            context.hasArrived = true
            try await dispatch(description.typeID, description.wireName, message, reply, context) { description }
        } else {
            try admit()
            defer { leave() }
            let id = try NodeIdentity.checked(node, "target")
            guard let link else { throw CatgaError.nobodyListens(on: .node(id)) }
            try await link.start(self)
            try await link.request(to: id, description, message, reply, from: self)
        }
    }

    @usableFromInline
    nonisolated(nonsending) func enqueue<Message>(
        _ message: UnsafePointer<Message>,
        _ context: Context?,
        _ description: MessageDescription
    ) async throws(CatgaError) {
        try admit()
        defer { leave() }
        guard let link else { throw CatgaError.cannotBeKept(description.wireName) }
        try await link.start(self)
        try await link.enqueue(description, message, context ?? Context(), from: self)
    }

    /// Tells of a message from another node that was not handled, and that nobody waits for.
    func report(_ error: CatgaError, of envelope: Envelope) {
        guard let table = try? nodeTable(), let slot = table.pointee.table.slot(of: envelope.typeID) else { return }
        let position = table.pointee.table.messages[slot].positions.lowerBound
        configuration.onFailure(
            DeliveryFailure(
                delivery: delivery(table, envelope.typeID, position),
                context: envelope.context,
                error: error,
                handlerPosition: position
            )
        )
    }
}

extension CatgaError {
    static func cannotBeKept(_ wireName: StaticString) -> CatgaError {
        CatgaError(
            code: .configuration, message: "\(wireName) cannot be kept: this node has no transport; use send")
    }
}
