// Dispatch without a node, for code that generated for this module alone and for devices without a heap of tasks: on the
// calling thread, to synchronous handlers.

extension FrozenTable {
    /// Hands a request to its synchronous handler.
    ///
    /// - Parameters:
    ///   - message: An initialized message of the type that `typeID` stands for.
    ///   - reply: An initialized `Optional` of its reply type, assigned on return.
    /// - Throws: ``CatgaError/Code/noHandler``, ``CatgaError/Code/needsAsync``, or what the handler threw.
    public func call(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        guard let slot = slot(of: typeID) else { throw CatgaError.noHandler(of: typeID) }
        let handler = handlers[messages[slot].positions.lowerBound]
        guard let call = handler.call else { throw CatgaError.needsAsync(handler.name) }
        let failure = withUnsafePointer(to: context) { call(handler.handlers, message, reply, UnsafeRawPointer($0)) }
        if let failure { throw CatgaError(takingOver: failure) }
    }

    /// Hands an event to all its handlers; one that fails does not stop the others. One that nobody hears is no mistake.
    ///
    /// - Throws: ``CatgaError/Code/needsAsync``, before any handler is called; once all have run
    ///   ``CatgaError/Code/handlerFailed`` with what each threw that did throw. Allocates only then.
    public func callAll(_ typeID: UInt64, _ message: UnsafeRawPointer, _ context: Context) throws(CatgaError) {
        guard let slot = slot(of: typeID) else { return }
        let entry = messages[slot]
        if !entry.isSynchronous { throw CatgaError.needsAsync(entry.wireName) }
        let failure = withUnsafePointer(to: context) { callAll(entry, message, UnsafeRawPointer($0)) }
        if let failure { throw CatgaError(takingOver: failure) }
    }

    private func callAll(
        _ entry: MessageEntry,
        _ message: UnsafeRawPointer,
        _ context: UnsafeRawPointer?
    ) -> UnsafeMutableRawPointer? {
        var failed: CatgaError?
        for position in entry.positions {
            // An event has no reply, so no thunk touches the address.
            let nothing = UnsafeMutableRawPointer(mutating: message)
            let handler = handlers + position
            if let failure = handler.pointee.call?(handler.pointee.handlers, message, nothing, context) {
                let error = CatgaError(takingOver: failure)
                failed = CatgaError(handler.pointee.name, failedWith: error, after: failed)
            }
        }
        return failed?.handedOver()
    }

    /// Reads a message from bytes and hands it to its handlers; the reply of a request is appended to `writer`.
    ///
    /// - Parameters:
    ///   - payload: The message and nothing behind it.
    ///   - limits: What is refused of it however well-formed it is.
    /// - Throws: ``CatgaError/Code/unknownMessage`` for a type id without handlers, ``CatgaError/Code/malformed``, and what
    ///   a call of the handlers throws. Something may then have been written.
    public func receive(
        _ typeID: UInt64,
        _ payload: RawSpan,
        limits: WireLimits = WireLimits(),
        _ context: Context,
        into writer: inout WireWriter
    ) throws(CatgaError) {
        guard let slot = slot(of: typeID), let receive = messages[slot].receive else {
            throw CatgaError.unknownMessage(typeID)
        }
        guard messages[slot].isSynchronous else { throw CatgaError.needsAsync(messages[slot].wireName) }
        var reader = WireReader(unsafelyLent: payload, limits: limits)
        let context = context
        let failure = withUnsafePointer(to: context) { context in
            withUnsafeMutablePointer(to: &reader) { reader in
                withUnsafeMutablePointer(to: &writer) { writer in
                    deliver(slot, receive, reader, UnsafeRawPointer(context), writer)
                }
            }
        }
        if let failure { throw CatgaError(takingOver: failure) }
    }

    private func deliver(
        _ slot: Int,
        _ receive: ReceiveThunk,
        _ reader: UnsafeMutableRawPointer,
        _ context: UnsafeRawPointer,
        _ writer: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer? {
        let entry = messages + slot
        let handler = handlers + entry.pointee.positions.lowerBound
        if entry.pointee.kind.isRequest, let call = handler.pointee.call {
            return (handler.pointee.receive ?? receive)(reader, call, handler.pointee.handlers, context, writer)
        }
        let event = ArrivedEvent(table: self, slot: slot)
        return withUnsafePointer(to: event) { event in
            receive(
                reader,
                { event, message, _, context in
                    let event = event.assumingMemoryBound(to: ArrivedEvent.self).pointee
                    return event.table.callAll(event.table.messages[event.slot], message, context)
                },
                event, context, writer
            )
        }
    }
}

/// What all handlers of an event need to be called as if they were one.
private struct ArrivedEvent {
    let table: FrozenTable
    let slot: Int
}

extension CatgaError {
    /// A handler of an event failed, after another one that may have failed before.
    fileprivate init(_ handler: StaticString, failedWith error: CatgaError, after other: CatgaError?) {
        var list = ""
        if let other {
            list = other.message
            list += "; "
        }
        list += text(handler)
        list += ": "
        list += error.description
        self.init(code: .handlerFailed, message: list, isRetryable: error.isRetryable && other?.isRetryable ?? true)
    }
}
