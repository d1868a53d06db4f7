public import CCatgaCalls

// As CatgaNode+EntryPoints.swift, for events.

extension CatgaNode {
    /// Hands an event to all its handlers on the calling thread; one that fails does not stop the others.
    ///
    /// - Parameter description: The message's, asked for where other nodes may listen.
    /// - Returns: A failure for every handler that threw; `nil` where none did.
    /// - Throws: ``CatgaError/Code/needsAsync``, before any handler is called, where one cannot do without `await`.
    @inlinable
    @inline(__always)
    public func deliverNow<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: Message,
        _ context: Context?,
        _ description: () -> MessageDescription
    ) throws(CatgaError) -> [DeliveryFailure]? {
        if let context { return try fanOutNow(typeID, wireName, kind, message, context, description) }
        let table = shortcutTable
        guard kind == .event, let place = table.place(ofKnown: typeID), place.pointee.listeners > 0 else {
            return try fanOutNow(typeID, wireName, kind, message, description)
        }
        return withUnsafePointer(to: message) { callAll(typeID, place, $0) }
    }

    // Neither of these is inlined, so that the short way needs no room on the stack for what they are given.

    @inlinable
    @inline(never)
    func fanOutNow<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: Message,
        _ context: Context,
        _ description: () -> MessageDescription
    ) throws(CatgaError) -> [DeliveryFailure]? {
        try withUnsafePointer(to: message) { (message) throws(CatgaError) in
            try fanOutNow(typeID, wireName, kind, UnsafeRawPointer(message), context, description)
        }
    }

    @inlinable
    @inline(never)
    func fanOutNow<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: Message,
        _ description: () -> MessageDescription
    ) throws(CatgaError) -> [DeliveryFailure]? {
        try fanOutNow(typeID, wireName, kind, message, Context(), description)
    }

    /// Hands an event to all its handlers, or to one of them; one that fails does not stop the others.
    ///
    /// - Parameters:
    ///   - position: The only handler to call, as a failure named it; all where `nil`.
    ///   - description: The message's, asked for where other nodes may listen.
    /// - Returns: A failure for every handler that threw; `nil` where none did. Allocates only then.
    /// - Throws: ``CatgaError`` where no handler was called: the node is shutting down or was registered wrongly.
    @inlinable
    @inline(__always)
    public nonisolated(nonsending) func deliver<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafePointer<Message>,
        _ context: Context?,
        only position: Int? = nil,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) -> [DeliveryFailure]? {
        if context != nil || position != nil || kind != .event {
            return try await fanOut(typeID, wireName, kind, message, context ?? Context(), only: position, description)
        }
        catga_calls_enter(calls)
        let table = shortcutTable
        guard let place = table.place(ofKnown: typeID), place.pointee.listeners > 0 else {
            leave()
            if try publishAtOnce(typeID, message) { return nil }
            return try await fanOut(typeID, wireName, kind, message, description)
        }
        defer { leave() }
        return callAll(typeID, place, message)
    }

    /// The long way of an event without a context: not inlined, so that it costs the short way nothing.
    @inlinable
    @inline(never)
    nonisolated(nonsending) func fanOut(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ kind: MessageKind,
        _ message: UnsafeRawPointer,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) -> [DeliveryFailure]? {
        try await fanOut(typeID, wireName, kind, message, Context(), only: nil, description)
    }

    /// Tells a publisher of the handlers that failed, once all have run. Called by generated code.
    @inline(never)
    public func report(_ failures: consuming [DeliveryFailure], of typeID: UInt64) throws(CatgaError) {
        throw failed(failures, of: typeID)
    }

    /// What a publisher is thrown once all handlers of an event have run and some have failed.
    @usableFromInline
    func failed(_ failures: [DeliveryFailure], of typeID: UInt64) -> CatgaError {
        let table = registration.pointee.table.frozen
        let slot = table?.slot(of: typeID)
        let count = slot.flatMap { table?.messages[$0].positions.count } ?? failures.count
        return CatgaError(failures, of: count)
    }
}

// MARK: - The short way

extension CatgaNode {
    /// Calls all handlers of an event that has only synchronous ones: ``TablePlace/listeners`` is not 0.
    ///
    /// - Returns: As ``deliverNow(_:_:_:_:_:_:)``. No empty array, whose count of references would be felt.
    @inlinable
    @inline(__always)
    func callAll(
        _ typeID: UInt64,
        _ place: UnsafePointer<TablePlace>,
        _ message: UnsafeRawPointer,
        _ context: UnsafeRawPointer? = nil
    ) -> [DeliveryFailure]? {
        var handler = place.pointee.first
        let end = handler + Int(place.pointee.listeners)
        repeat {
            let failure = call(handler, message, context)
            handler += 1
            if let failure { return callRest(typeID, handler, end, message, context, failure) }
        } while handler < end
        return nil
    }

    /// Calls one synchronous handler of an event.
    @inlinable
    @inline(__always)
    func call(
        _ handler: UnsafePointer<HandlerEntry>,
        _ message: UnsafeRawPointer,
        _ context: UnsafeRawPointer?
    ) -> UnsafeMutableRawPointer? {
        // An event has no reply, so no thunk touches the address.
        let nothing = UnsafeMutableRawPointer(mutating: message)
        return handler.pointee.call.unsafelyUnwrapped(handler.pointee.handlers, message, nothing, context)
    }

    /// Goes on behind the first handler that failed.
    ///
    /// - Parameters:
    ///   - next: The handler behind that one.
    ///   - end: Behind the event's last one.
    @usableFromInline
    @inline(never)
    func callRest(
        _ typeID: UInt64,
        _ next: UnsafePointer<HandlerEntry>,
        _ end: UnsafePointer<HandlerEntry>,
        _ message: UnsafeRawPointer,
        _ context: UnsafeRawPointer?,
        _ failure: UnsafeMutableRawPointer
    ) -> [DeliveryFailure] {
        guard let table = registration.pointee.table.frozen, let slot = table.slot(of: typeID) else {
            preconditionFailure("an event that was handed to handlers has some")
        }
        let upperBound = table.messages[slot].positions.upperBound
        let rest = upperBound - (end - next)..<upperBound
        var failures: [DeliveryFailure] = []
        note(failure, table, slot, rest.lowerBound - 1, context, in: &failures)
        for position in rest {
            guard let failure = call(table.handlers + position, message, context) else { continue }
            note(failure, table, slot, position, context, in: &failures)
        }
        return failures
    }

    /// Takes `failure` over into `failures`.
    func note(
        _ failure: UnsafeMutableRawPointer,
        _ table: FrozenTable,
        _ slot: Int,
        _ position: Int,
        _ context: UnsafeRawPointer?,
        in failures: inout [DeliveryFailure]
    ) {
        let message = table.messages[slot]
        let name = table.handlers[position].name
        let delivery = Delivery(typeID: message.typeID, kind: message.kind, wireName: message.wireName, handler: name)
        let error = CatgaError(takingOver: failure)
        failures.append(
            DeliveryFailure(delivery: delivery, context: Context(at: context), error: error, handlerPosition: position)
        )
    }
}
