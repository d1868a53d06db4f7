/// What leaves a node: requests that others handle, events, and commands that are kept.
extension NodeLink {
    // MARK: - Requests

    /// Sends a request where its route leads, if that is another node.
    ///
    /// - Parameter isLocal: The node handles the message itself.
    /// - Returns: `false` where this node is to handle it.
    nonisolated(nonsending) func send(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode,
        _ isLocal: Bool
    ) async throws(CatgaError) -> Bool {
        switch description.route {
        case .local: return false
        case .localFirst where isLocal: return false
        case .localFirst, .any:
            try await request(.requests(name(of: description)), description, message, reply, context, from: node)
            return true
        case .key:
            return try await sendToOwner(description, message, reply, context, from: node)
        case .broadcast:
            try publish(frame(description, message, context, from: node), on: .everyNode(name(of: description)))
            return !isLocal
        case .replicated:
            throw CatgaError(
                code: .configuration,
                message: "\(description.wireName) has the route .replicated, which \(transport.name) does not offer yet"
            )
        }
    }

    /// To the node that the key belongs to, and to the next in line where that one cannot be reached.
    private nonisolated(nonsending) func sendToOwner(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async throws(CatgaError) -> Bool {
        let keyHash = description.routeHash?(message) ?? 0
        let context = node.identified(context)
        var failed: String?
        var failure: CatgaError?
        for _ in 0..<max(node.configuration.requestRetries.maximumAttempts, 1) {
            guard let owner = directory.owner(of: keyHash, description.typeID, after: failed) else { break }
            if owner == identity.id { return false }
            do throws(CatgaError) {
                try await request(.node(owner), description, message, reply, context, from: node)
                return true
            } catch {
                // Only where no handler can have run.
                guard error.code == .noHandler || error.code == .overloaded else { throw error }
                failed = owner
                failure = error
            }
        }
        throw failure ?? CatgaError.nobodyListens(on: .requests(name(of: description)))
    }

    /// Sends a request and reads the reply. A query that no answer came to is tried again, a command is not: whether its
    /// handler ran is not known, and another node would not know of it.
    nonisolated(nonsending) func request(
        _ channel: Channel,
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async throws(CatgaError) {
        let context = node.identified(context)
        var attempt: UInt32 = 1
        while true {
            do throws(CatgaError) {
                var numbered = context
                numbered.attempt = attempt
                return try await tryOnce(channel, description, message, reply, numbered, from: node)
            } catch {
                let isHarmless = error.code == .timeout ? description.kind == .query : error.code == .overloaded
                guard isHarmless,
                    let delay = node.configuration.requestRetries.delayMilliseconds(
                        after: attempt,
                        random: UInt64.random(in: 0...UInt64.max)
                    )
                else { throw error }
                do {
                    try await node.configuration.time.sleepMilliseconds(delay)
                } catch _ {
                    throw CatgaError(code: .cancelled, message: "The task that waited was cancelled")
                }
                attempt += 1
            }
        }
    }

    private nonisolated(nonsending) func tryOnce(
        _ channel: Channel,
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async throws(CatgaError) {
        var timeout = node.configuration.requestTimeoutMilliseconds
        if context.deadlineMilliseconds != 0 {
            let now = node.configuration.time.nowMilliseconds()
            guard now < context.deadlineMilliseconds else {
                throw CatgaError(
                    code: .deadlineExceeded,
                    message:
                        "The deadline of \(description.wireName) passed \(now - context.deadlineMilliseconds) ms ago"
                )
            }
            timeout = min(timeout, context.deadlineMilliseconds - now)
        }
        let frame = frame(description, message, context, from: node)
        let arrival: Arrival
        do throws(CatgaError) {
            arrival = try await transport.request(channel, frame.bytes, timeout)
        } catch {
            throw error.about(description.wireName)
        }
        defer { transport.settle(arrival, .done) }
        try ReplyFrame.read(arrival.bytes, to: context.messageID, node.configuration) { reader in
            description.readReply?(&reader, reply)
        }
    }

    /// Refuses what `sendNow` cannot do: to wait for another node.
    func refuseSendingNow(
        _ typeID: UInt64,
        _ wireName: StaticString,
        in node: UnsafePointer<NodeTable>
    ) throws(CatgaError) {
        let slot = node.pointee.table.slot(of: typeID)
        switch slot.map({ node.pointee.descriptions[$0].route }) {
        case .local, .localFirst, .any: return
        case .key, .broadcast, .replicated, nil:
            throw CatgaError(
                code: .needsAsync,
                message: "\(wireName) may be for another node, and sendNow cannot wait for one; use send"
            )
        }
    }

    // MARK: - Events and stored commands

    /// Hands an event to the node's own handlers and then to the others. Where both fail the publisher hears of the others.
    nonisolated(nonsending) func publish(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        in table: UnsafePointer<NodeTable>
    ) async throws(CatgaError) -> [DeliveryFailure] {
        // What is stored may come again: the handlers here and elsewhere know it by one id.
        let context = description.isStored ? node.identified(context) : context
        let failures = try await node.fanOut(description.typeID, message, context, in: table)
        let frame = frame(description, message, context, from: node, isHandled: table.handles(description.typeID))
        do throws(CatgaError) {
            guard description.isStored else {
                try publish(frame, on: .events(name(of: description)))
                return failures
            }
            try await store(frame, on: .storedEvents(name(of: description)), node)
            return failures
        } catch {
            // Those who failed here hear of it again, whatever becomes of the others.
            if description.kind == .reliableEvent { node.redeliver(failures, payload: frame.payload) }
            throw error.about(description.wireName)
        }
    }

    /// As ``publish(_:_:_:from:in:)``, without waiting; for events that are not stored.
    func publishNow(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        in table: UnsafePointer<NodeTable>
    ) throws(CatgaError) -> [DeliveryFailure] {
        let name = description.wireName
        let isRemote = description.route != .local
        guard !isRemote || !description.isStored else {
            throw CatgaError(
                code: .needsAsync,
                message: "\(name) is published when the broker has it, and publishNow cannot wait for that; use publish"
            )
        }
        let failures = try node.fanOutNow(description.typeID, name, message, context, in: table)
        guard isRemote else { return failures }
        let isHandled = table.handles(description.typeID)
        try publish(
            frame(description, message, context, from: node, isHandled: isHandled), on: .events("\(name)"))
        return failures
    }

    /// Returns when a command is kept for some node.
    nonisolated(nonsending) func enqueue(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async throws(CatgaError) {
        let context = node.identified(context)
        do throws(CatgaError) {
            let frame = frame(description, message, context, from: node)
            try await store(frame, on: .storedCommands(name(of: description)), node)
        } catch {
            throw error.about(description.wireName)
        }
    }

    private func publish(_ frame: borrowing OutgoingFrame, on channel: Channel) throws(CatgaError) {
        try transport.publish(channel, frame.bytes)
    }

    /// What is stored is stored once however often it is tried, as the message id tells.
    private nonisolated(nonsending) func store(
        _ frame: borrowing OutgoingFrame,
        on channel: Channel,
        _ node: CatgaNode
    ) async throws(CatgaError) {
        var attempt: UInt32 = 1
        while true {
            do throws(CatgaError) {
                return try await transport.store(channel, frame.bytes, frame.messageID)
            } catch {
                let retries = node.configuration.requestRetries
                let delay = retries.delayMilliseconds(after: attempt, random: UInt64.random(in: 0...UInt64.max))
                guard error.isRetryable, let delay else { throw error }
                do {
                    try await node.configuration.time.sleepMilliseconds(delay)
                } catch _ {
                    throw CatgaError(code: .cancelled, message: "The task that waited was cancelled")
                }
                attempt += 1
            }
        }
    }

    /// - Parameter isHandled: This node's handlers have taken the event.
    private func frame(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        isHandled: Bool = false
    ) -> OutgoingFrame {
        var context = node.identified(context)
        context.sourceNode = identity.number
        return OutgoingFrame(description, message, context, isHandled: isHandled)
    }
}

extension UnsafePointer<NodeTable> {
    func handles(_ typeID: UInt64) -> Bool { pointee.table.slot(of: typeID) != nil }
}
