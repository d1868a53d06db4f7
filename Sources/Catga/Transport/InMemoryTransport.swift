extension NodeConfiguration {
    /// A node on a bus in this process's memory.
    ///
    /// - Parameters:
    ///   - service: The nodes that share work.
    ///   - name: The node's id on the bus; made up where `nil`.
    public static func inMemory(_ bus: InMemoryBus, service: String = defaultService, name: String? = nil) -> Self {
        var configuration = NodeConfiguration()
        configuration.service = service
        configuration.name = name
        configuration.transport = { identity, _ in bus.transport(for: identity) }
        return configuration
    }
}

extension InMemoryBus {
    /// Requests of one node that may wait at once.
    private static let pendingRequests = 4096

    func transport(for identity: NodeIdentity) -> Transport {
        let requests = PendingRequests(limit: Self.pendingRequests)
        return Transport(
            name: "in memory",
            listen: { channel, listener in
                self.add(
                    InMemorySubscription(
                        channel: channel,
                        group: channel.group(of: identity),
                        node: identity.id,
                        listener: listener
                    )
                )
            },
            publish: { outlet, bytes in self.deliver(bytes, on: outlet.channel) },
            store: { outlet, bytes, messageID, _ throws(CatgaError) in
                try self.store(bytes, on: outlet.channel, messageID: messageID)
                return 0
            },
            check: { _, _ in },
            request: { outlet, bytes, timeoutMilliseconds throws(CatgaError) in
                let number = try requests.begin(timeoutMilliseconds: timeoutMilliseconds).number
                let answer = InMemoryFrame.Answer(requests: requests, number: number)
                guard self.deliver(bytes, on: outlet.channel, answer: answer) > 0 else {
                    requests.abandon(number)
                    throw CatgaError.nobodyListens(on: outlet.channel)
                }
                return number
            },
            answers: requests,
            answer: { arrival, bytes in
                let frame = InMemoryFrame.taken(from: arrival)
                if let answer = frame.answer { Self.send(bytes, to: answer) }
                self.settle(frame, .done)
            },
            settle: { arrival, settlement in self.settle(InMemoryFrame.taken(from: arrival), settlement) },
            drain: { self.removeAll(of: identity.id) },
            close: {
                self.removeAll(of: identity.id)
                requests.close(CatgaNode.refusal)
            }
        )
    }

    private static func send(_ bytes: UnsafeRawBufferPointer, to answer: InMemoryFrame.Answer) {
        let arrival = InMemoryFrame(bytes).arrival(attempt: 1)
        // Of several answers the first counts.
        if !answer.requests.finish(answer.number, .success(arrival)) { _ = InMemoryFrame.taken(from: arrival) }
    }
}

extension Channel {
    /// The nodes of which one hears; of nodes with different groups, each does.
    public func group(of identity: NodeIdentity) -> String {
        switch self {
        case .requests, .events, .storedEvents, .storedCommands: identity.service
        case .node, .everyNode, .presence, .worker: identity.id
        }
    }

    /// For messages to people.
    public var words: String {
        switch self {
        case .requests(let name), .storedCommands(let name), .everyNode(let name): "requests of type \(name)"
        case .node(let id): "the node \(id)"
        case .events(let name), .storedEvents(let name): "events of type \(name)"
        case .presence: "presence"
        case .worker(let number): "the worker number \(number)"
        }
    }
}

extension CatgaError {
    /// What ``Transport/request`` throws where there is no listener.
    public static func nobodyListens(on channel: Channel) -> CatgaError {
        CatgaError(
            code: .noHandler,
            message: "No node that can be reached takes \(channel.words); is one running, and joined to this bus?",
            isRetryable: true
        )
    }
}
