/// The long way of a message: before the table is frozen, with behaviors, with a deadline, on a node that shuts down, and to
/// asynchronous handlers of an event.
extension CatgaNode {
    @usableFromInline
    nonisolated(nonsending) func dispatch(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) {
        try admit()
        defer { leave() }
        let node = try nodeTable()
        if let link, !context.hasArrived {
            let isLocal = node.pointee.table.slot(of: typeID) != nil
            if let route = link.requestRoute(typeID, isLocal: isLocal) {
                return try await link.request(route, message, reply, context, from: self).get()
            }
            try await link.start(self)
            let description = description()
            if try await link.send(description, message, reply, context, from: self, isLocal) { return }
        }
        var context = context
        context.hasArrived = false
        let position = try handlerPosition(of: typeID, wireName, in: node)
        try await deliver(delivery(node, typeID, position), node, position, message, reply, context)
    }

    @usableFromInline
    func dispatchNow(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        try admit()
        defer { leave() }
        let node = try nodeTable()
        if let link, !context.hasArrived { try link.refuseSendingNow(typeID, wireName, in: node) }
        var context = context
        context.hasArrived = false
        let position = try handlerPosition(of: typeID, wireName, in: node)
        try deliverNow(delivery(node, typeID, position), node, position, message, reply, context)
    }

    @usableFromInline
    @inline(never)
    nonisolated(nonsending) func fanOut(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafeRawPointer,
        _ context: Context,
        only position: Int?,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) -> [DeliveryFailure]? {
        try admit()
        defer { leave() }
        let node = try nodeTable()
        var context = kind == .reliableEvent ? identified(context) : context
        let failures: [DeliveryFailure]
        if let link, position == nil, context.hasArrived {
            context.hasArrived = false
            failures = try await link.hear(typeID, message, context, from: self, in: node)
        } else if let link, position == nil, case let description = description(), description.route != .local {
            try await link.start(self)
            failures = try await link.publish(description, message, context, from: self, in: node)
        } else if let link, let position {
            failures = try await link.hearAgain(typeID, message, context, only: position, from: self, in: node)
        } else {
            failures = try await fanOut(typeID, message, context, only: position, in: node)
        }
        return failures.isEmpty ? nil : failures
    }

    /// Publishes an event to other nodes if that is all there is to do with it, and can be done without waiting.
    ///
    /// - Returns: `false`, and nothing has happened, where ``fanOut(_:_:_:_:_:only:_:)`` is to do it.
    @usableFromInline
    @inline(never)
    func publishAtOnce(_ typeID: UInt64, _ message: UnsafeRawPointer) throws(CatgaError) -> Bool {
        guard let uncountedLink else { return false }
        try admit()
        defer { leave() }
        var failure: CatgaError?
        let isPublished = uncountedLink._withUnsafeGuaranteedRef { link in
            link.publishAtOnce(typeID, message, from: self, failure: &failure)
        }
        if let failure { throw failure }
        return isPublished
    }

    /// Hands an event to its handlers in this process.
    nonisolated(nonsending) func fanOut(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        _ context: Context,
        only position: Int? = nil,
        in node: UnsafePointer<NodeTable>,
        isDone: (Int) -> Bool = { _ in false }
    ) async throws(CatgaError) -> [DeliveryFailure] {
        guard let slot = node.pointee.table.slot(of: typeID) else { return [] }
        var failures: [DeliveryFailure] = []
        for candidate in node.pointee.table.messages[slot].positions
        where (position == nil || position == candidate) && !isDone(candidate) {
            let delivery = delivery(node, typeID, candidate)
            do throws(CatgaError) {
                // An event has no reply, so no thunk touches the address.
                let nothing = UnsafeMutableRawPointer(mutating: message)
                try await deliver(delivery, node, candidate, message, nothing, context)
            } catch {
                failures.append(
                    DeliveryFailure(delivery: delivery, context: context, error: error, handlerPosition: candidate)
                )
            }
        }
        return failures
    }

    @usableFromInline
    @inline(never)
    func fanOutNow(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafeRawPointer,
        _ context: Context,
        _ description: () -> MessageDescription
    ) throws(CatgaError) -> [DeliveryFailure]? {
        try admit()
        defer { leave() }
        let node = try nodeTable()
        let context = kind == .reliableEvent ? identified(context) : context
        let failures =
            if let link {
                try link.publishNow(description(), message, context, from: self, in: node)
            } else {
                try fanOutNow(typeID, wireName, message, context, in: node)
            }
        return failures.isEmpty ? nil : failures
    }

    /// As ``fanOut(_:_:_:only:in:isDone:)``, on the calling thread.
    func fanOutNow(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafeRawPointer,
        _ context: Context,
        in node: UnsafePointer<NodeTable>
    ) throws(CatgaError) -> [DeliveryFailure] {
        guard let slot = node.pointee.table.slot(of: typeID) else { return [] }
        let positions = node.pointee.table.messages[slot].positions
        for position in positions where node.pointee.table.handlers[position].call == nil {
            throw CatgaError.needsAsync(node.pointee.table.handlers[position].name)
        }
        try refuseAsynchronousBehaviors(around: wireName)
        var failures: [DeliveryFailure] = []
        for position in positions {
            let delivery = delivery(node, typeID, position)
            do throws(CatgaError) {
                let nothing = UnsafeMutableRawPointer(mutating: message)
                try deliverNow(delivery, node, position, message, nothing, context)
            } catch {
                failures.append(
                    DeliveryFailure(delivery: delivery, context: context, error: error, handlerPosition: position)
                )
            }
        }
        return failures
    }

    func delivery(_ node: UnsafePointer<NodeTable>, _ typeID: UInt64, _ position: Int) -> Delivery {
        let message = node.pointee.table.slot(of: typeID).map { node.pointee.table.messages[$0] }
        return Delivery(
            typeID: typeID,
            kind: message?.kind ?? .event,
            wireName: message?.wireName ?? "",
            handler: node.pointee.table.handlers[position].name
        )
    }

    private func handlerPosition(
        of typeID: UInt64,
        _ wireName: StaticString,
        in node: UnsafePointer<NodeTable>
    ) throws(CatgaError) -> Int {
        guard let slot = node.pointee.table.slot(of: typeID) else {
            throw CatgaError(
                code: .noHandler,
                message: "No handler of \(wireName) is registered on this node; was registerHandlers(on:) called?"
            )
        }
        return node.pointee.table.messages[slot].positions.lowerBound
    }
}

// MARK: - One handler

extension CatgaNode {
    private nonisolated(nonsending) func deliver(
        _ delivery: Delivery,
        _ node: UnsafePointer<NodeTable>,
        _ position: Int,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        try refuseIfLate(context, delivery.wireName)
        if Task.isCancelled {
            throw CatgaError(code: .cancelled, message: "The task that sent \(delivery.wireName) was cancelled")
        }
        try await throughBehaviors(0, delivery, node, position, message, reply, context)
    }

    private func deliverNow(
        _ delivery: Delivery,
        _ node: UnsafePointer<NodeTable>,
        _ position: Int,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        try refuseIfLate(context, delivery.wireName)
        try refuseAsynchronousBehaviors(around: delivery.handler)
        try throughBehaviorsNow(0, delivery, node.pointee.table.handlers[position], message, reply, context)
    }

    private nonisolated(nonsending) func throughBehaviors(
        _ index: Int,
        _ delivery: Delivery,
        _ node: UnsafePointer<NodeTable>,
        _ position: Int,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        guard index < configuration.behaviors.count else {
            let handler = node.pointee.table.handlers + position
            if let call = handler.pointee.call {
                try run(call, handler.pointee, message, reply, context)
            } else {
                try await node.pointee.asyncCalls[position].thunk(handler.pointee.handlers, message, reply, context)
            }
            return
        }
        do {
            try await configuration.behaviors[index].around(delivery, context) { context in
                try await self.throughBehaviors(index + 1, delivery, node, position, message, reply, context)
            }
        } catch {
            throw CatgaError(thrown: error, by: delivery.handler)
        }
    }

    private func throughBehaviorsNow(
        _ index: Int,
        _ delivery: Delivery,
        _ handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        guard index < configuration.behaviors.count else {
            guard let call = handler.call else { throw CatgaError.needsAsync(handler.name) }
            return try run(call, handler, message, reply, context)
        }
        do {
            try configuration.behaviors[index].aroundNow?(delivery, context) { context in
                try self.throughBehaviorsNow(index + 1, delivery, handler, message, reply, context)
            }
        } catch {
            throw CatgaError(thrown: error, by: delivery.handler)
        }
    }

    private func run(
        _ call: HandlerThunk,
        _ handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        let failure = withUnsafePointer(to: context) { call(handler.handlers, message, reply, UnsafeRawPointer($0)) }
        if let failure { throw CatgaError(takingOver: failure) }
    }

    private func refuseAsynchronousBehaviors(around name: StaticString) throws(CatgaError) {
        if let reason = asynchronousBehavior(around: name) { throw reason }
    }

    /// Why the behaviors cannot do without `await`, if they cannot.
    func asynchronousBehavior(around name: StaticString) -> CatgaError? {
        guard let behavior = configuration.behaviors.first(where: { $0.aroundNow == nil }) else { return nil }
        return CatgaError(
            code: .needsAsync,
            message: "The behavior \(behavior.name) around \(name) is asynchronous; use the form with await"
        )
    }

    func refuseIfLate(_ context: Context, _ wireName: StaticString) throws(CatgaError) {
        guard context.deadlineMilliseconds != 0 else { return }
        let now = configuration.time.nowMilliseconds()
        guard now >= context.deadlineMilliseconds else { return }
        throw CatgaError(
            code: .deadlineExceeded,
            message: "The deadline of \(wireName) passed \(now - context.deadlineMilliseconds) ms before its handler"
        )
    }
}
