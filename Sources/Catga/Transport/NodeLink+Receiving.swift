import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Requests of other nodes that were taken in and not answered yet.
final class RequestBound: Sendable {
    let limit: Int
    private let count = Atomic<Int>(0)

    init(_ limit: Int) {
        self.limit = limit
    }

    /// - Returns: Whether there was room.
    func enter() -> Bool {
        if count.wrappingAdd(1, ordering: .relaxed).newValue <= limit { return true }
        leave()
        return false
    }

    func leave() {
        count.wrappingSubtract(1, ordering: .relaxed)
    }
}

/// Threads that can run at once.
func processors() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

/// What comes in: on the transport's thread an arrival is put in its channel's queue and nothing else; a worker, which is a task,
/// takes it from there. A handler that needs no `await` runs on the worker, one that does in a task of its own.
extension NodeLink {
    /// Arrivals that a worker takes at once where their order matters, and no other worker could take them.
    private static let batch = 64

    /// What the transport calls.
    func listener(_ queue: ArrivalQueue, _ joining: JoinedNode) -> Transport.Listener {
        { arrival in joining.with { node, link in link.hear(arrival, queue, for: node) } ?? false }
    }

    private func hear(_ arrival: Arrival, _ queue: ArrivalQueue, for node: CatgaNode) -> Bool {
        if transport.lendsThreads, queue.mayBePassed {
            let start = queue.mustNote ? ContinuousClock.now : nil
            if handleNow(arrival, from: queue.channel, for: node) {
                if let start { queue.note(nanoseconds: (ContinuousClock.now - start).nanoseconds) }
                return true
            }
        }
        let isRequest = queue.channel.isRequest
        if isRequest, !requests.enter() {
            refuse(arrival, overload, for: node)
            return true
        }
        switch queue.add(arrival) {
        case .added: break
        case .full:
            if isRequest { requests.leave() }
            drop(arrival)
        case .mustWake:
            node.hold()
            guard queue.wake((node, self)) else {
                node.leave()
                if isRequest { requests.leave() }
                queue.takeBack(arrival)
                return false
            }
        case .mustHelp:
            node.hold()
            Task { await self.work(on: queue, for: node) }
        }
        return true
    }

    /// Handles an arrival on the calling thread; `false`, and nothing has happened, where something needs `await`.
    private func handleNow(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) -> Bool {
        node.hold()
        defer { node.leave() }
        guard channel.isRequest else { return takeNow(arrival, from: channel, for: node) }
        guard requests.enter() else { return false }
        if answerNow(arrival, from: channel, for: node) { return true }
        requests.leave()
        return false
    }

    func drop(_ arrival: Arrival) {
        dropped.wrappingAdd(1, ordering: .relaxed)
        transport.settle(arrival, .done)
    }

    /// Handles what waits until nothing does. Ends a `hold` of the node.
    func work(on queue: ArrivalQueue, for node: CatgaNode) async {
        defer { node.leave() }
        watch(queue, for: node)
        let isRequest = queue.channel.isRequest
        let size = isRequest ? 1 : Self.batch
        var batch: [Arrival] = []
        batch.reserveCapacity(size)
        var start = ContinuousClock.now
        var elapsed: Int64 = 0
        var taken = 0
        while queue.take(size, into: &batch, after: elapsed) {
            for arrival in batch {
                if isRequest {
                    if !answerNow(arrival, from: queue.channel, for: node) {
                        answerLater(arrival, from: queue.channel, for: node)
                    }
                } else if !takeNow(arrival, from: queue.channel, for: node) {
                    await take(arrival, from: queue.channel, for: node)
                }
            }
            let end = ContinuousClock.now
            elapsed = (end - start).nanoseconds
            start = end
            taken += batch.count
            // The thread is shared with all other tasks.
            if taken >= 4 * Self.batch {
                taken = 0
                await Task.yield()
                start = .now
            }
        }
    }

    /// Sees to it that a handler which blocks its worker does not hold up what waits behind it.
    private func watch(_ queue: ArrivalQueue, for node: CatgaNode) {
        guard queue.mustWatch() else { return }
        Task { [weak node] in
            var look = ArrivalQueue.Look()
            while !look.isOver {
                // Not cancelled by anybody, and so it does not throw.
                try? await Task.sleep(for: ArrivalQueue.watchInterval)
                guard queue.isStuck(&look) else { continue }
                guard let node, let link = node.link else { return }
                node.hold()
                Task { await link.work(on: queue, for: node) }
            }
        }
    }

    // MARK: - Requests

    private var overload: CatgaError {
        CatgaError(
            code: .overloaded,
            message: "The node \(identity.id) handles \(requests.limit) requests already",
            isRetryable: true
        )
    }

    private func refuse(_ arrival: Arrival, _ error: CatgaError, for node: CatgaNode) {
        guard arrival.expectsAnswer, let envelope = try? node.envelope(of: arrival.bytes.bytes) else {
            return drop(arrival)
        }
        do throws(CatgaError) {
            try node.errorFrame(to: envelope, error).span.bytes.withUnsafeBytes { (frame) throws(CatgaError) in
                try transport.answer(arrival, frame)
            }
        } catch {
            drop(arrival)
        }
    }

    /// Sends a reply, or an error in place of one that is larger than the transport takes.
    private func answer(_ arrival: Arrival, _ reply: UnsafeRawBufferPointer, for node: CatgaNode) {
        do throws(CatgaError) {
            try transport.answer(arrival, reply)
        } catch {
            refuse(arrival, error, for: node)
        }
    }

    /// Answers a request whose handler needs no `await`, on the calling thread. Allocates nothing but what the message and its
    /// handler need.
    ///
    /// - Returns: `false`, and nothing has happened, where that cannot be.
    private func answerNow(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) -> Bool {
        let frame = arrival.bytes.bytes
        if let request = PlainHeader(unsafelyLent: frame), arrival.expectsAnswer, node.canTakeNow(request),
            !isOwn(request.sourceNode, channel)
        {
            let isRemembered = request.isOf(.command) && request.quality != 0
            let isAnswered = answer(arrival, key: isRemembered ? request.messageID : 0) {
                node.takeNow(request, frame, into: &$0)
            } _: {
                answer(arrival, $0, for: node)
            }
            if isAnswered { return true }
        }
        guard let envelope = try? node.envelope(of: frame), envelope.isRequest else {
            requests.leave()
            drop(arrival)
            return true
        }
        if isOwn(envelope.context.sourceNode, channel) {
            requests.leave()
            transport.settle(arrival, .done)  // Handled when it was sent.
            return true
        }
        guard node.canTakeNow(envelope) else { return false }
        return answer(arrival, key: Self.key(envelope)) {
            node.takeNow(envelope, frame, into: &$0)
        } _: {
            settle(arrival, $0, envelope, for: node)
        }
    }

    /// Sent to every node by this one.
    private func isOwn(_ sourceNode: UInt64, _ channel: Channel) -> Bool {
        if case .everyNode = channel { sourceNode == identity.number } else { false }
    }

    /// - Parameters:
    ///   - key: What the request is remembered by, or 0.
    ///   - take: Writes the reply; `false`, and nothing has happened, where that cannot be.
    ///   - settle: Sends it.
    @inline(__always)
    private func answer(
        _ arrival: Arrival,
        key: UInt64,
        _ take: (inout WireWriter) -> Bool,
        _ settle: (UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        if key != 0, !replies.begin(key) { return false }
        let writer = writers.take()
        defer { writers.give(back: writer) }
        guard take(&writer.pointee) else {
            if key != 0 { replies.finish(key, nil) }
            return false
        }
        let reply = writer.pointee.written
        if key != 0 { replies.finish(key, ReplyFrame.isError(reply) ? nil : [UInt8](reply)) }
        // Before the answer goes out: whoever has it may send the next.
        requests.leave()
        settle(reply)
        return true
    }

    private func answerLater(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) {
        node.hold()
        Task {
            defer { node.leave() }
            guard var envelope = try? node.envelope(of: arrival.bytes.bytes) else {
                self.requests.leave()
                return self.drop(arrival)
            }
            let payload = [UInt8](arrival.bytes[(arrival.bytes.count - envelope.payloadSize)...])
            let reply = await self.reply(to: &envelope, payload[...], for: node)
            self.requests.leave()
            reply.withUnsafeBytes { self.settle(arrival, $0, envelope, for: node) }
        }
    }

    private func settle(_ arrival: Arrival, _ reply: UnsafeRawBufferPointer, _ envelope: Envelope, for node: CatgaNode)
    {
        if arrival.expectsAnswer { return answer(arrival, reply, for: node) }
        do throws(CatgaError) {
            try ReplyFrame.check(reply)
        } catch {
            // Nobody waits who could be told.
            node.report(error, of: envelope)
        }
        transport.settle(arrival, .done)
    }

    /// What a command is remembered by; 0 for what is not remembered.
    private static func key(_ envelope: Envelope) -> UInt64 {
        envelope.kind == .command && envelope.qualityOfService != .atMostOnce ? envelope.context.messageID : 0
    }

    /// A command that was answered before is answered the same again, and has no second effect.
    private func reply(
        to envelope: inout Envelope,
        _ payload: ArraySlice<UInt8>,
        for node: CatgaNode
    ) async -> [UInt8] {
        let key = Self.key(envelope)
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

    /// Hands an event to its handlers on the calling thread; `false`, and nothing has happened, where one needs `await`, and
    /// for what is no event.
    private func takeNow(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) -> Bool {
        let frame = arrival.bytes.bytes
        let writer = writers.take()
        defer { writers.give(back: writer) }
        if !channel.isStored, let event = PlainHeader(unsafelyLent: frame) {
            do throws(CatgaError) {
                if try node.takeNow(event: event, frame, &writer.pointee) {
                    transport.settle(arrival, .done)
                    return true
                }
            } catch {
                if let envelope = try? node.envelope(of: frame) {
                    settle(arrival, channel, error, envelope, for: node)
                } else {
                    drop(arrival)  // Counted; a plain header is an envelope's, and so it does not come to that.
                }
                return true
            }
        }
        guard var envelope = try? node.envelope(of: frame), !envelope.isRequest, node.canTakeNow(envelope),
            envelope.context.deadlineMilliseconds == 0
        else { return false }
        if passesOver(envelope) {
            transport.settle(arrival, .done)
            return true
        }
        if isTriedAtSource(arrival, envelope, channel) {
            putOff(arrival, for: node)
            return true
        }
        if channel.isStored { envelope.context.attempt = arrival.attempt }
        do throws(CatgaError) {
            guard try node.takeNow(event: envelope, frame, &writer.pointee) else { return false }
            transport.settle(arrival, .done)
        } catch {
            settle(arrival, channel, error, envelope, for: node)
        }
        return true
    }

    /// The event's own service has handled it where it was published.
    private func passesOver(_ envelope: Envelope) -> Bool {
        envelope.isHandledAtSource && isOfOwnService(envelope)
    }

    /// The event's own service has tried it, where it was published, as often as it was delivered now.
    private func isTriedAtSource(_ arrival: Arrival, _ envelope: Envelope, _ channel: Channel) -> Bool {
        channel.isStored && envelope.kind == .reliableEvent && arrival.attempt < envelope.context.attempt
            && isOfOwnService(envelope)
    }

    /// Has an event come again after the wait that follows a failed attempt.
    private func putOff(_ arrival: Arrival, for node: CatgaNode) {
        let random = UInt64.random(in: 0...UInt64.max)
        if let delay = node.configuration.redelivery.delayMilliseconds(after: arrival.attempt, random: random) {
            transport.settle(arrival, .again(afterMilliseconds: delay))
        } else {
            let words = "A handler of the process that published it has failed it, and one attempt is all"
            transport.settle(arrival, .deadLetter(reason: words))
        }
    }

    private func isOfOwnService(_ envelope: Envelope) -> Bool {
        NodeIdentity.areOfOneService(envelope.context.sourceNode, identity.number)
    }

    private func take(_ arrival: Arrival, from channel: Channel, for node: CatgaNode) async {
        var envelope: Envelope
        do throws(CatgaError) {
            envelope = try node.envelope(of: arrival.bytes.bytes)
        } catch {
            if !channel.isStored { return drop(arrival) }
            return transport.settle(arrival, .deadLetter(reason: "\(error)"))
        }
        do throws(CatgaError) {
            if passesOver(envelope) { return transport.settle(arrival, .done) }
            if isTriedAtSource(arrival, envelope, channel) { return putOff(arrival, for: node) }
            if channel.isStored { envelope.context.attempt = arrival.attempt }
            let payload = [UInt8](arrival.bytes[(arrival.bytes.count - envelope.payloadSize)...])
            if envelope.isRequest {
                try await takeCommand(&envelope, payload[...], for: node)
            } else {
                envelope.context.hasArrived = true
                _ = try await node.handle(envelope, payload[...])
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
        try frame.span.bytes.withUnsafeBytes { (bytes) throws(CatgaError) in try ReplyFrame.check(bytes) }
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

extension Duration {
    /// Of a short time.
    fileprivate var nanoseconds: Int64 { components.attoseconds / 1_000_000_000 &+ components.seconds &* 1_000_000_000 }
}

extension Channel {
    /// What arrives is answered, and may be handled in any order.
    var isRequest: Bool {
        switch self {
        case .requests, .node, .everyNode: true
        case .events, .storedEvents, .storedCommands, .presence, .worker: false
        }
    }
}
