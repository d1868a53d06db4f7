/// Many messages of one type in one call: so many of them are under way at once, and the calling task waits for all. Each call
/// copies the array and makes room for a few numbers a message, and allocates nothing more for one that succeeds.
extension CatgaNode {
    /// Publishes events, and returns when all are kept. Costs less than a task with a `publish` for each.
    ///
    /// They are handled in the order of the array, but for those that had to be sent again. Each has a message id of its own,
    /// which stays when it is sent again, as ``NodeConfiguration/storeRetryMilliseconds`` says. Once one has failed for good,
    /// those that were not sent yet are not. This node's own handlers are called, one event after another, and on a node without a
    /// transport nobody else.
    ///
    /// - Parameters:
    ///   - inFlight: Events under way at once, at least 1.
    ///   - context: Of each of them, but for its message id.
    /// - Throws: ``BatchError``, which names those that are not known to be kept.
    @inlinable
    public nonisolated(nonsending) func publishAll<Message: ReliableEvent & MessageCoding>(
        _ events: [Message],
        inFlight: Int = 1_000,
        in context: Context? = nil
    ) async throws(BatchError) {
        try await keepAll(events, Message.messageDescription, isPublished: true, inFlight, context ?? Context())
    }

    /// Keeps commands for nodes that handle them, as `enqueue` does, and returns when all are kept.
    ///
    /// - Parameters:
    ///   - inFlight: Commands under way at once, at least 1.
    ///   - context: Of each of them, but for its message id, which stays when it is sent again.
    /// - Throws: ``BatchError``, which names those that are not known to be kept; all of them on a node without a transport.
    @inlinable
    public nonisolated(nonsending) func enqueueAll<Message: Command & MessageCoding>(
        _ commands: [Message],
        inFlight: Int = 1_000,
        in context: Context? = nil
    ) async throws(BatchError) {
        try await keepAll(commands, Message.messageDescription, isPublished: false, inFlight, context ?? Context())
    }

    /// Sends commands, and returns when all are answered. Costs less than a task with a `send` for each.
    ///
    /// In what order they are handled is not said. A command is sent again only where no handler can have run, as by `send`;
    /// those that this node handles itself are handled one after another.
    ///
    /// - Parameters:
    ///   - inFlight: Commands under way at once, at least 1. A node refuses more than its
    ///     ``NodeConfiguration/maximumConcurrentRequests``.
    ///   - context: Of each of them, but for its message id.
    /// - Returns: The replies, and what `send` would have thrown, in the order of the array.
    @inlinable
    public nonisolated(nonsending) func sendAll<Message: Command & MessageCoding>(
        _ commands: [Message],
        inFlight: Int = 256,
        in context: Context? = nil
    ) async -> [Result<Message.Reply, CatgaError>] {
        await requestAll(commands, Message.messageDescription, inFlight, context ?? Context())
    }

    /// Sends queries; otherwise as for commands.
    @inlinable
    public nonisolated(nonsending) func sendAll<Message: Query & MessageCoding>(
        _ queries: [Message],
        inFlight: Int = 256,
        in context: Context? = nil
    ) async -> [Result<Message.Reply, CatgaError>] {
        await requestAll(queries, Message.messageDescription, inFlight, context ?? Context())
    }

    @inlinable
    nonisolated(nonsending) func keepAll<Message>(
        _ messages: [Message],
        _ description: MessageDescription,
        isPublished: Bool,
        _ inFlight: Int,
        _ context: Context
    ) async throws(BatchError) {
        // So that each has an address, across all waiting.
        let copies = UnsafeMutableBufferPointer<Message>.allocate(capacity: messages.count)
        _ = copies.initialize(from: messages)
        defer {
            copies.deinitialize()
            copies.deallocate()
        }
        let failures = await keep(Elements(copies), description, isPublished: isPublished, inFlight, context)
        guard failures.isEmpty else { throw BatchError(failures: failures, count: messages.count) }
    }

    @inlinable
    nonisolated(nonsending) func requestAll<Message, Reply>(
        _ messages: [Message],
        _ description: MessageDescription,
        _ inFlight: Int,
        _ context: Context
    ) async -> [Result<Reply, CatgaError>] {
        let copies = UnsafeMutableBufferPointer<Message>.allocate(capacity: messages.count)
        _ = copies.initialize(from: messages)
        let replies = UnsafeMutableBufferPointer<Reply?>.allocate(capacity: messages.count)
        replies.initialize(repeating: Self.nothing(Reply.self))
        defer {
            copies.deinitialize()
            copies.deallocate()
            replies.deinitialize()
            replies.deallocate()
        }
        let failures = await request(Elements(copies), Elements(replies), description, inFlight, context)
        var outcomes: [Result<Reply, CatgaError>] = []
        outcomes.reserveCapacity(messages.count)
        for (place, reply) in replies.enumerated() {
            if let failure = failures.isEmpty ? nil : failures[place] {
                outcomes.append(.failure(failure))
            } else if let reply {
                outcomes.append(.success(reply))
            } else {
                outcomes.append(.failure(CatgaError.noReply(of: description.wireName)))
            }
        }
        return outcomes
    }
}

/// Where the values of a batch lie.
@usableFromInline
struct Elements {
    @usableFromInline let bytes: UnsafeMutableRawBufferPointer
    @usableFromInline let stride: Int
    @usableFromInline let count: Int

    @inlinable
    init<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) {
        (bytes, stride, count) = (UnsafeMutableRawBufferPointer(buffer), MemoryLayout<Element>.stride, buffer.count)
    }

    /// - Parameter place: Less than `count`.
    subscript(_ place: Int) -> UnsafeMutableRawPointer { bytes.baseAddress.unsafelyUnwrapped + place * stride }

    func all(_ error: CatgaError) -> [Int: CatgaError] {
        Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, error) })
    }
}

// Neither of these knows the messages' type. They return what went wrong, by place.
extension CatgaNode {
    @usableFromInline
    nonisolated(nonsending) func keep(
        _ messages: Elements,
        _ description: MessageDescription,
        isPublished: Bool,
        _ inFlight: Int,
        _ context: Context
    ) async -> [Int: CatgaError] {
        let way = isPublished ? NodeLink.Way.main : .stored
        let table: UnsafePointer<NodeTable>
        do throws(CatgaError) {
            table = try await begin(description, as: way)
        } catch {
            return messages.all(error)
        }
        defer { leave() }
        let isHeard = isPublished && table.handles(description.typeID)
        let isStored = link != nil && (!isPublished || (description.isStored && description.route != .local))
        // 0 for one that was never begun.
        var ids = [UInt64](repeating: 0, count: messages.count)
        // What this node's handlers failed. Most have taken all.
        var failuresHere: [Int: [DeliveryFailure]] = [:]
        let batch = batch(inFlight, for: configuration.storeRetryMilliseconds, endsWithFailure: true)
        let failures = await batch.run(messages.count) { place, _ async throws(CatgaError) in
            let isFirst = ids[place] == 0
            var context = self.context(context, numbered: &ids[place])
            context.attempt = 1
            if isHeard, isFirst {
                let failures = try await fanOut(description.typeID, messages[place], context, in: table)
                if !failures.isEmpty {
                    if isStored {
                        failuresHere[place] = failures
                    } else {
                        redeliver(failures, messages[place], description)
                    }
                }
            }
            guard let link, isStored else { return 0 }
            let failures = failuresHere.isEmpty ? [] : failuresHere[place] ?? []
            let isHandled = isHeard && link.note(failures, of: description, &context, in: table)
            return try await link.beginToStore(description, messages[place], context, isHandled: isHandled, as: way)
        } finish: { _, answer throws(CatgaError) in
            try link?.finishStoring(try answer.get(), description, as: way)
        } mayHelp: {
            $0.isRetryable || $0.code == .noHandler
        }
        for (place, here) in failuresHere {
            if failures[place] != nil { redeliver(here, messages[place], description) } else { reportLast(here) }
        }
        return failures.mapValues { NodeLink.ofStoring($0).about(description.wireName) }
    }

    @usableFromInline
    nonisolated(nonsending) func request(
        _ messages: Elements,
        _ replies: Elements,
        _ description: MessageDescription,
        _ inFlight: Int,
        _ context: Context
    ) async -> [Int: CatgaError] {
        let isLocal: Bool
        do throws(CatgaError) {
            isLocal = try await begin(description, as: .main).handles(description.typeID)
        } catch {
            return messages.all(error)
        }
        defer { leave() }
        var ids = [UInt64](repeating: 0, count: messages.count)
        var owners: [Int: String] = [:]
        var failuresHere: [Int: CatgaError] = [:]
        // Of the last one.
        var outcome = NodeLink.RequestOutcome.done
        var failures = await batch(inFlight).run(messages.count) { place, attempt async throws(CatgaError) in
            let (message, reply) = (messages[place], replies[place])
            var context = self.context(context, numbered: &ids[place])
            context.attempt = attempt
            // Most have none.
            var owner = owners.isEmpty ? nil : owners[place]
            if let link {
                defer { if let owner { owners[place] = owner } }
                do throws(CatgaError) {
                    if let number = try link.begin(description, message, context, isLocal, &owner, from: self) {
                        return number
                    }
                } catch {
                    outcome = .unanswered(NodeLink.explained(error, description, on: description.wayOut))
                    try outcome.get()
                }
            }
            do throws(CatgaError) {
                try await dispatch(description.typeID, description.wireName, message, reply, context) { description }
            } catch {
                failuresHere[place] = error
            }
            return 0
        } finish: { place, answer throws(CatgaError) in
            guard let link else { return }
            switch answer {
            case .success(let arrival):
                outcome = link.outcome(arrival, description, replies[place], to: ids[place], self)
            case .failure(let error):
                outcome = .unanswered(NodeLink.explained(error, description, on: description.wayOut))
            }
            try outcome.get()
        } mayHelp: { _ in
            // By key the next owner may answer.
            if case .unanswered(let error) = outcome, error.code == .noHandler { return description.route == .key }
            return outcome.isHarmless(description.kind)
        }
        for (place, failure) in failuresHere { failures[place] = failure }
        return failures
    }

    private func redeliver(
        _ failures: [DeliveryFailure],
        _ message: UnsafeRawPointer,
        _ description: MessageDescription
    ) {
        redeliver(failures, payload: description.payload(message))
    }

    /// Admits one call, which ends with ``leave()`` where this does not throw.
    private nonisolated(nonsending) func begin(
        _ description: MessageDescription,
        as way: NodeLink.Way
    ) async throws(CatgaError) -> UnsafePointer<NodeTable> {
        try admit()
        do throws(CatgaError) {
            if link == nil, way == .stored { throw CatgaError.cannotBeKept(description.wireName) }
            try await link?.start(self)
            return try nodeTable()
        } catch {
            leave()
            throw error
        }
    }

    /// - Parameter milliseconds: How long what fails is tried again, beyond the retries that are configured.
    private func batch(_ inFlight: Int, for milliseconds: UInt64 = 0, endsWithFailure: Bool = false) -> Batch {
        Batch(
            answers: link?.transport.answers,
            window: max(inFlight, 1),
            tries: Tries(configuration.requestRetries, for: milliseconds),
            time: configuration.time,
            endsWithFailure: endsWithFailure
        )
    }

    /// `context` with a message id of its own: `id`, or a new one where that is 0, which it then is.
    private func context(_ context: Context, numbered id: inout UInt64) -> Context {
        var context = context
        context.messageID = id
        if id != 0, context.correlationID == 0 { context.correlationID = id }
        context = identified(context)
        id = context.messageID
        return context
    }
}
