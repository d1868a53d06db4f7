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
            try await request(route(of: description), message, reply, context, from: node).get()
            return true
        case .key:
            return try await sendToOwner(description, message, reply, context, from: node)
        case .broadcast:
            let route = try route(of: description)
            try publish(description, message, node.identified(context), on: route.outlet)
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
            let route = OutgoingRoute(description, try outlet(to: owner))
            let outcome = await request(route, message, reply, context, from: node)
            // Only where no handler can have run.
            guard case .unanswered(let error) = outcome, error.code == .noHandler else {
                try outcome.get()
                return true
            }
            failed = owner
            failure = error
        }
        throw failure ?? CatgaError.nobodyListens(on: .requests("\(description.wireName)"))
    }

    /// The way of a request that is for another node and of whose type one was sent before.
    func requestRoute(_ typeID: UInt64, isLocal: Bool) -> OutgoingRoute? {
        guard isStarted.load(ordering: .acquiring), let route = routes.find(typeID)?.takeUnretainedValue() else {
            return nil
        }
        switch route.description.route {
        case .any: return route
        case .localFirst: return isLocal ? nil : route
        case .local, .key, .broadcast, .replicated: return nil
        }
    }

    /// How a request ended.
    enum RequestOutcome {
        case done
        /// Nobody has answered, and the error says why.
        case unanswered(CatgaError)
        /// A node has answered with an error: its handler may have run, and may have been thrown that by others.
        case failed(CatgaError)

        func get() throws(CatgaError) {
            switch self {
            case .done: return
            case .unanswered(let error), .failed(let error): throw error
            }
        }

        /// Whether it may be sent again.
        func isHarmless(_ kind: MessageKind) -> Bool {
            switch self {
            case .done: false
            case .unanswered(let error): error.code == .overloaded || (kind == .query && error.code == .timeout)
            case .failed(let error): kind == .query && (error.code == .overloaded || error.code == .timeout)
            }
        }
    }

    /// Sends a request and reads the reply. A query that no answer came to is tried again, and so is one that a node was too
    /// busy for; a command only where it was not even sent: whether its handler ran is not known, and another node would not
    /// know of it. Allocates nothing for the first try.
    nonisolated(nonsending) func request(
        _ route: OutgoingRoute,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async -> RequestOutcome {
        var context = node.identified(context)
        context.attempt = 1
        while true {
            let outcome = await requestOnce(route, message, reply, context, from: node)
            guard outcome.isHarmless(route.description.kind) else { return outcome }
            let retries = node.configuration.requestRetries
            let random = UInt64.random(in: 0...UInt64.max)
            guard let delay = retries.delayMilliseconds(after: context.attempt, random: random) else { return outcome }
            do {
                try await node.configuration.time.sleepMilliseconds(delay)
            } catch _ {
                return .unanswered(CatgaError.cancelledWait)
            }
            context.attempt += 1
        }
    }

    private nonisolated(nonsending) func requestOnce(
        _ route: OutgoingRoute,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async -> RequestOutcome {
        let arrival: Arrival
        do throws(CatgaError) {
            let number = try begin(route, message, context, from: node)
            arrival = try await transport.answers.answer(to: number)
        } catch {
            return .unanswered(Self.explained(error, route.description, on: route.outlet.channel))
        }
        return outcome(arrival, route.description, reply, to: context.messageID, node)
    }

    /// What the transport threw for a request on a channel, for people.
    static func explained(_ error: CatgaError, _ description: MessageDescription, on channel: Channel) -> CatgaError {
        let plain = error.code == .noHandler ? CatgaError.nobodyListens(on: channel) : error
        return plain.about(description.wireName)
    }

    private func begin(
        _ route: OutgoingRoute,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) throws(CatgaError) -> UInt64 {
        var timeout = node.configuration.requestTimeoutMilliseconds
        if context.deadlineMilliseconds != 0 {
            let now = node.configuration.time.nowMilliseconds()
            guard now < context.deadlineMilliseconds else {
                let late = now - context.deadlineMilliseconds
                throw CatgaError(code: .deadlineExceeded, message: "The deadline passed \(late) ms ago")
            }
            timeout = min(timeout, context.deadlineMilliseconds - now)
        }
        return try withFrame(route.description, message, context) { (frame) throws(CatgaError) in
            try transport.request(route.outlet, frame, timeout)
        }
    }

    /// Reads the reply to the request with that message id.
    func outcome(
        _ arrival: Arrival,
        _ description: MessageDescription,
        _ reply: UnsafeMutableRawPointer,
        to messageID: UInt64,
        _ node: CatgaNode
    ) -> RequestOutcome {
        defer { transport.settle(arrival, .done) }
        do throws(CatgaError) {
            try ReplyFrame.read(arrival.bytes, to: messageID, in: node) { reader in
                description.readReply?(&reader, reply)
            }
            return .done
        } catch {
            return .failed(error)
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
    ///
    /// - Returns: What the own handlers failed; nothing of what comes to them again from the transport.
    nonisolated(nonsending) func publish(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode,
        in table: UnsafePointer<NodeTable>
    ) async throws(CatgaError) -> [DeliveryFailure] {
        let isHandled = table.handles(description.typeID)
        // What is stored may come again: the handlers here and elsewhere know it by one id.
        var context = description.isStored ? node.identified(context) : context
        if description.isStored { context.attempt = 1 }
        let failures = isHandled ? try await node.fanOut(description.typeID, message, context, in: table) : []
        do throws(CatgaError) {
            guard description.isStored else {
                let outlet = try route(of: description, isHandled: isHandled).outlet
                try publish(description, message, node.identified(context), on: outlet, isHandled: isHandled)
                return failures
            }
            let isDone = note(failures, of: description, &context, in: table)
            try await store(description, message, context, isHandled: isDone, as: .main, node)
            guard description.kind == .reliableEvent else { return failures }
            node.reportLast(failures)
            return []
        } catch {
            // It may not be kept: those who failed here hear of it again, whatever becomes of the others.
            if description.kind == .reliableEvent {
                node.redeliver(failures, payload: description.payload(message))
            }
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
        let context = node.identified(context)
        let outlet = try route(of: description, isHandled: isHandled).outlet
        try publish(description, message, context, on: outlet, isHandled: isHandled)
        return failures
    }

    /// Publishes an event at once, on the calling thread, if that is all there is to do: the node has joined, has no handler
    /// of its own for it, and has published one of its type before. Allocates nothing and takes no lock of its own.
    ///
    /// - Parameter failure: Assigned where it could not be published.
    /// - Returns: `false`, and nothing has happened, where there is more to do.
    func publishAtOnce(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        from node: CatgaNode,
        failure: inout CatgaError?
    ) -> Bool {
        guard isStarted.load(ordering: .acquiring), let route = routes.find(typeID) else { return false }
        // The link keeps it: nothing need count that it is used.
        return route._withUnsafeGuaranteedRef { route in
            guard route.isHandedOver else { return false }
            do throws(CatgaError) {
                try publish(route.description, message, node.makeContext(), on: route.outlet)
            } catch {
                failure = error.about(route.description.wireName)
            }
            return true
        }
    }

    /// Returns when a command is kept for some node.
    nonisolated(nonsending) func enqueue(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        from node: CatgaNode
    ) async throws(CatgaError) {
        do throws(CatgaError) {
            try await store(description, message, node.identified(context), isHandled: false, as: .stored, node)
        } catch {
            throw error.about(description.wireName)
        }
    }

    @inline(__always)
    private func publish(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        on outlet: Outlet,
        isHandled: Bool = false
    ) throws(CatgaError) {
        try withFrame(description, message, context, isHandled: isHandled) { (frame) throws(CatgaError) in
            try transport.publish(outlet, frame)
        }
    }

    /// What is stored has one effect however often it is tried, as the message id tells.
    private nonisolated(nonsending) func store(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        isHandled: Bool,
        as way: Way,
        _ node: CatgaNode
    ) async throws(CatgaError) {
        var tries = Tries(node.configuration.requestRetries, for: node.configuration.storeRetryMilliseconds)
        var attempt: UInt32 = 1
        while true {
            if Task.isCancelled { throw CatgaError.cancelledWait }
            do throws(CatgaError) {
                let outlet = try await preparedRoute(of: description, as: way).outlet
                let number = try beginToStore(description, message, context, isHandled: isHandled, on: outlet, false)
                if number != 0 { try transport.check(outlet, try await transport.answers.answer(to: number)) }
                return
            } catch let thrown {
                let error = Self.ofStoring(thrown)
                guard error.isRetryable, let delay = tries.delayMilliseconds(after: attempt, error) else { throw error }
                do {
                    try await node.configuration.time.sleepMilliseconds(delay)
                } catch _ {
                    throw CatgaError.cancelledWait
                }
                attempt += 1
            }
        }
    }
}

// MARK: - Many at once

/// The two halves of a message that is one of many: it is handed over, and later its answer is looked at.
extension NodeLink {
    /// Hands over a request that is for one other node.
    ///
    /// - Parameter owner: By key, the node that it was handed to the last time, and which failed; assigned the one that it is
    ///   handed to now.
    /// - Returns: The number of its answer; `nil`, and nothing has happened, where this node is to handle it, or every node.
    func begin(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        _ isLocal: Bool,
        _ owner: inout String?,
        from node: CatgaNode
    ) throws(CatgaError) -> UInt64? {
        switch description.route {
        case .localFirst where isLocal: return nil
        case .localFirst, .any: return try begin(try route(of: description), message, context, from: node)
        case .key:
            let keyHash = description.routeHash?(message) ?? 0
            guard let next = directory.owner(of: keyHash, description.typeID, after: owner) else {
                throw CatgaError.nobodyListens(on: description.wayOut)
            }
            if next == identity.id { return nil }
            owner = next
            return try begin(OutgoingRoute(description, try outlet(to: next)), message, context, from: node)
        case .local, .broadcast, .replicated: return nil
        }
    }

    /// Hands over what is to be kept.
    ///
    /// - Returns: The number of its answer; 0 where it is kept already.
    nonisolated(nonsending) func beginToStore(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        isHandled: Bool,
        as way: Way
    ) async throws(CatgaError) -> UInt64 {
        let outlet = try await preparedRoute(of: description, as: way).outlet
        return try beginToStore(description, message, context, isHandled: isHandled, on: outlet, true)
    }

    private func beginToStore(
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ context: Context,
        isHandled: Bool,
        on outlet: Outlet,
        _ isOneOfMany: Bool
    ) throws(CatgaError) -> UInt64 {
        try withFrame(description, message, context, isHandled: isHandled) { (frame) throws(CatgaError) in
            try transport.store(outlet, frame, context.messageID, isOneOfMany)
        }
    }

    /// Looks at the answer to what was handed over to be kept on that way.
    func finishStoring(_ arrival: Arrival, _ description: MessageDescription, as way: Way) throws(CatgaError) {
        guard let route = routes.find(description.typeID ^ way.rawValue) else { return }
        try transport.check(route.takeUnretainedValue().outlet, arrival)
    }

    /// What the transport threw for a message that was to be kept, for people.
    static func ofStoring(_ error: CatgaError) -> CatgaError {
        guard error.code == .noHandler else { return error }
        // A stream's servers may be away for a while.
        return CatgaError(
            code: .transport, message: "Nobody keeps what is stored now, or its server is away", isRetryable: true)
    }
}

// MARK: - Ways out

extension NodeLink {
    enum Way: UInt64 {
        /// That of `send` and `publish`.
        case main = 0
        /// That of `enqueue`.
        case stored = 0x9E37_79B9_7F4A_7C15
    }

    /// Makes it where it is the first of its type; for what is not stored.
    ///
    /// - Parameter isHandled: This node has handlers for it.
    private func route(
        of description: MessageDescription,
        isHandled: Bool = true
    ) throws(CatgaError) -> OutgoingRoute {
        if let route = routes.find(description.typeID) { return route.takeUnretainedValue() }
        let isHandedOver = description.kind == .event && !description.isStored && !isHandled
        let route = OutgoingRoute(description, try transport.open(description.wayOut), isHandedOver: isHandedOver)
        routes.add(description.typeID, route)
        return route
    }

    /// As ``route(of:)``, for what is stored.
    private nonisolated(nonsending) func preparedRoute(
        of description: MessageDescription,
        as way: Way
    ) async throws(CatgaError) -> OutgoingRoute {
        let key = description.typeID ^ way.rawValue
        if let route = routes.find(key) { return route.takeUnretainedValue() }
        let channel = way == .main ? description.wayOut : .storedCommands("\(description.wireName)")
        let outlet = try transport.open(channel)
        try await transport.prepare(channel)
        let route = OutgoingRoute(description, outlet)
        routes.add(key, route)
        return route
    }

    private func outlet(to node: String) throws(CatgaError) -> Outlet {
        if let outlet = nodeOutlets.withLock({ $0[node] }) { return outlet }
        let outlet = try transport.open(.node(node))
        nodeOutlets.withLock { outlets in
            if outlets.count >= NodeDirectory.maximumNodes { outlets = [:] }
            outlets[node] = outlet
        }
        return outlet
    }

    /// To one node, whatever the message's route.
    nonisolated(nonsending) func request(
        to node: String,
        _ description: MessageDescription,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        from sender: CatgaNode
    ) async throws(CatgaError) {
        let route = OutgoingRoute(description, try outlet(to: node))
        try await request(route, message, reply, Context(), from: sender).get()
    }
}

extension UnsafePointer<NodeTable> {
    func handles(_ typeID: UInt64) -> Bool { pointee.table.slot(of: typeID) != nil }
}
