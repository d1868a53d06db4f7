/// The calls that generated entry points make. They work on addresses, so that the runtime needs no generics; the typed
/// `send`, `sendNow` and `publish` around them are what users call.
extension CatgaNode {
    /// Hands a request to its handler and waits. Only gives the addresses' types up, and is inlined away.
    ///
    /// - Parameters:
    ///   - message: A message of the type that `typeID` stands for.
    ///   - reply: Assigned on return.
    /// - Throws: ``CatgaError``, whatever went wrong.
    @inlinable
    @inline(__always)
    public nonisolated(nonsending) func request<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafePointer<Message>,
        _ reply: UnsafeMutablePointer<Reply?>,
        _ context: Context
    ) async throws(CatgaError) {
        try await dispatch(typeID, wireName, UnsafeRawPointer(message), UnsafeMutableRawPointer(reply), context)
    }

    @usableFromInline
    nonisolated(nonsending) func dispatch(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        try inFlight.enter()
        defer { inFlight.leave() }
        let registration = try frozenRegistration()
        let entry = try entry(of: typeID, wireName, in: registration)
        let handler = registration.pointee.table.handler(at: entry.handlers.lowerBound)
        let delivery = Delivery(typeID: typeID, kind: entry.kind, wireName: wireName, handler: handler.name)
        try await deliver(delivery, to: handler, message, reply, context)
    }

    /// Hands an event to all its handlers, or to one of them; one that fails does not stop the others. Only gives the
    /// address's type up, and is inlined away.
    ///
    /// - Parameter position: The only handler to call, as a failure named it; all where `nil`.
    /// - Returns: A failure for every handler that threw. Allocates only then.
    /// - Throws: ``CatgaError`` where no handler was called: the node is shutting down or was registered wrongly.
    @inlinable
    @inline(__always)
    public nonisolated(nonsending) func deliver<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafePointer<Message>,
        _ context: Context,
        only position: Int? = nil
    ) async throws(CatgaError) -> [DeliveryFailure] {
        try await fanOut(typeID, wireName, kind, UnsafeRawPointer(message), context, only: position)
    }

    /// As ``deliver(_:_:_:_:_:only:)``, for events that are delivered once: what failed is thrown.
    ///
    /// - Throws: ``CatgaError/Code/handlerFailed`` naming each handler that failed, after all have run.
    @inlinable
    @inline(__always)
    public nonisolated(nonsending) func publish<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafePointer<Message>,
        _ context: Context
    ) async throws(CatgaError) {
        let failures = try await fanOut(typeID, wireName, .event, UnsafeRawPointer(message), context, only: nil)
        if !failures.isEmpty { throw failed(failures, of: typeID) }
    }

    @usableFromInline
    nonisolated(nonsending) func fanOut(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafeRawPointer,
        _ context: Context,
        only position: Int?
    ) async throws(CatgaError) -> [DeliveryFailure] {
        try inFlight.enter()
        defer { inFlight.leave() }
        let registration = try frozenRegistration()
        guard let slot = registration.pointee.table.slot(of: typeID) else { return [] }
        let context = kind == .reliableEvent ? identified(context) : context
        var failures: [DeliveryFailure] = []
        for candidate in registration.pointee.table.message(at: slot).handlers {
            if let position, position != candidate { continue }
            let handler = registration.pointee.table.handler(at: candidate)
            let delivery = Delivery(typeID: typeID, kind: kind, wireName: wireName, handler: handler.name)
            do throws(CatgaError) {
                // An event has no reply, so no thunk touches the address.
                let nothing = UnsafeMutableRawPointer(mutating: message)
                try await deliver(delivery, to: handler, message, nothing, context)
            } catch {
                failures.append(
                    DeliveryFailure(delivery: delivery, context: context, error: error, handlerPosition: candidate)
                )
            }
        }
        return failures
    }

    @usableFromInline
    func failed(_ failures: [DeliveryFailure], of typeID: UInt64) -> CatgaError {
        let slot = registration.pointee.table.slot(of: typeID)
        let count = slot.map { registration.pointee.table.message(at: $0).handlers.count } ?? failures.count
        return CatgaError(failures, of: count)
    }

    /// Hands a request to its synchronous handler on the calling thread.
    ///
    /// - Throws: ``CatgaError/Code/needsAsync`` where the handler or a behavior cannot do without `await`; else as
    ///   ``request(_:_:_:_:_:)``.
    public func requestNow(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        let registration = try frozenRegistration()
        let entry = try entry(of: typeID, wireName, in: registration)
        let handler = registration.pointee.table.handler(at: entry.handlers.lowerBound)
        try refuseIfLate(context, wireName)
        guard !configuration.behaviors.isEmpty else { return try call(handler, message, reply, context) }
        let delivery = Delivery(typeID: typeID, kind: entry.kind, wireName: wireName, handler: handler.name)
        try throughBehaviorsNow(0, delivery, handler, message, reply, context)
    }

    private func entry(
        of typeID: UInt64,
        _ wireName: StaticString,
        in registration: UnsafePointer<Registration>
    ) throws(CatgaError) -> MessageEntry {
        guard let slot = registration.pointee.table.slot(of: typeID) else {
            throw CatgaError(
                code: .noHandler,
                message: "No handler of \(wireName) is registered on this node; was registerHandlers(on:) called?"
            )
        }
        return registration.pointee.table.message(at: slot)
    }
}

// MARK: - One handler

extension CatgaNode {
    private nonisolated(nonsending) func deliver(
        _ delivery: Delivery,
        to handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        try refuseIfLate(context, delivery.wireName)
        if Task.isCancelled {
            throw CatgaError(code: .cancelled, message: "The task that sent \(delivery.wireName) was cancelled")
        }
        if configuration.behaviors.isEmpty {
            try await invoke(handler, message, reply, context)
        } else {
            try await throughBehaviors(0, delivery, handler, message, reply, context)
        }
    }

    private nonisolated(nonsending) func invoke(
        _ handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        if handler.call != nil { return try call(handler, message, reply, context) }
        let registration = try frozenRegistration()
        guard let asyncCall = registration.pointee.asyncHandlers[handler.ordinal] else {
            preconditionFailure("a handler has either a synchronous or an asynchronous thunk")
        }
        try await asyncCall(handler.handlers, message, reply, context)
    }

    private func call(
        _ handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        guard let call = handler.call else { throw CatgaError.needsAsync(handler.name) }
        var failure: CatgaError?
        let returned = withUnsafePointer(to: context) { context in
            withUnsafeMutablePointer(to: &failure) { failure in
                call(handler.handlers, message, reply, context, failure)
            }
        }
        if !returned { throw failure ?? CatgaError(code: .handlerFailed, message: "\(handler.name) failed") }
    }

    private nonisolated(nonsending) func throughBehaviors(
        _ index: Int,
        _ delivery: Delivery,
        _ handler: HandlerEntry,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) {
        guard index < configuration.behaviors.count else {
            return try await invoke(handler, message, reply, context)
        }
        do {
            try await configuration.behaviors[index].around(delivery, context) { context in
                try await self.throughBehaviors(index + 1, delivery, handler, message, reply, context)
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
        guard index < configuration.behaviors.count else { return try call(handler, message, reply, context) }
        let behavior = configuration.behaviors[index]
        guard let aroundNow = behavior.aroundNow else {
            throw CatgaError(
                code: .needsAsync,
                message: "The behavior \(behavior.name) around \(handler.name) is asynchronous; use send"
            )
        }
        do {
            try aroundNow(delivery, context) { context in
                try self.throughBehaviorsNow(index + 1, delivery, handler, message, reply, context)
            }
        } catch {
            throw CatgaError(thrown: error, by: delivery.handler)
        }
    }

    private func refuseIfLate(_ context: Context, _ wireName: StaticString) throws(CatgaError) {
        guard context.deadlineMilliseconds != 0 else { return }
        let late = configuration.time.nowMilliseconds()
        guard late >= context.deadlineMilliseconds else { return }
        throw CatgaError(
            code: .deadlineExceeded,
            message: "The deadline of \(wireName) passed \(late - context.deadlineMilliseconds) ms before its handler"
        )
    }
}
