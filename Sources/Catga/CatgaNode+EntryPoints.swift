public import CCatgaCalls
public import Synchronization

// The calls that generated entry points make. They are inlined into them, so that a message whose way is short (the table
// is frozen, no behavior, no context of its own) costs a look-up and a call; every other message takes the long way in
// CatgaNode+Dispatch.swift. A handler is called the same by both; what a message with a context has besides, a deadline and
// the check whether its task was cancelled, only the long way knows.

extension CatgaNode {
    @inlinable
    @inline(__always)
    var shortcutTable: FrozenTable {
        FrozenTable(at: shortcut.load(ordering: .acquiring).unsafelyUnwrapped)
    }

    /// The value that holds a request's handler method, if it is that method which is registered and the way is short.
    /// ``requestNow(_:_:_:_:)`` goes on where there is none.
    @inlinable
    @inline(__always)
    public func handlers(of typeID: UInt64, by handlerID: UInt64) -> UnsafeRawPointer? {
        shortcutTable.handlers(of: typeID, by: handlerID)
    }

    /// As ``handlers(of:by:)``, for a call that shutting down waits for: the caller calls ``leave()`` after it.
    @inlinable
    @inline(__always)
    public func enter(_ typeID: UInt64, _ handlerID: UInt64) -> UnsafeRawPointer? {
        catga_calls_enter(calls)
        let table = shortcutTable
        if let handlers = table.handlers(of: typeID, by: handlerID) ?? table.searchHandlers(of: typeID, by: handlerID) {
            return handlers
        }
        leave()
        return nil
    }

    /// Hands a request to its synchronous handler on the calling thread.
    ///
    /// - Parameter message: A message of the type that `typeID` stands for, whose reply is a `Reply`.
    /// - Throws: ``CatgaError/Code/needsAsync`` where the handler or a behavior cannot do without `await`; else what went
    ///   wrong.
    @inlinable
    @inline(__always)
    public func requestNow<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        _ context: Context?
    ) throws(CatgaError) -> Reply {
        if let context { return try requestNow(typeID, wireName, message, in: context) }
        return try requestNow(typeID, wireName, message)
    }

    /// As ``requestNow(_:_:_:_:)``, for a request without a reply.
    @inlinable
    @inline(never)
    public func requestWithoutReplyNow<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        _ context: Context?
    ) throws(CatgaError) {
        var reply: Void? = ()
        try requestNow(typeID, wireName, message, &reply, context)
    }

    // Neither of these is inlined, so that a direct call beside them needs no room on the stack for what they are given.

    @inlinable
    @inline(never)
    func requestNow<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message
    ) throws(CatgaError) -> Reply {
        var reply: Reply?
        try requestNow(typeID, wireName, message, &reply, nil)
        return reply.unsafelyUnwrapped
    }

    @inlinable
    @inline(never)
    func requestNow<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        in context: Context
    ) throws(CatgaError) -> Reply {
        var reply: Reply?
        try requestNow(typeID, wireName, message, &reply, context)
        return reply.unsafelyUnwrapped
    }

    /// - Parameter reply: Not `nil` on return.
    @inlinable
    @inline(__always)
    func requestNow<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        _ reply: inout Reply?,
        _ context: Context?
    ) throws(CatgaError) {
        let table = shortcutTable
        if context == nil, let place = table.place(of: typeID), let call = place.pointee.call {
            let failure = withUnsafePointer(to: message) { message in
                withUnsafeMutablePointer(to: &reply) { call(place.pointee.handlers, message, $0, nil) }
            }
            if let failure { throw CatgaError(takingOver: failure) }
            return
        }
        try withUnsafePointer(to: message) { (message) throws(CatgaError) in
            try withUnsafeMutablePointer(to: &reply) { (reply) throws(CatgaError) in
                try dispatchNow(typeID, wireName, message, reply, context ?? Context())
            }
        }
        if reply == nil { throw CatgaError.noReply(of: wireName) }
    }

    /// Hands a request to its handler and waits.
    ///
    /// - Parameters:
    ///   - message: A message of the type that `typeID` stands for.
    ///   - reply: Assigned on return.
    ///   - description: The message's, asked for where it may be for another node.
    /// - Throws: ``CatgaError``, whatever went wrong.
    @inlinable
    @inline(__always)
    public nonisolated(nonsending) func request<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: UnsafePointer<Message>,
        _ reply: UnsafeMutablePointer<Reply?>,
        _ context: Context?,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) {
        catga_calls_enter(calls)
        let table = shortcutTable
        guard context == nil, let place = table.place(of: typeID) else {
            leave()
            try await dispatch(typeID, wireName, message, reply, context ?? Context(), description)
            if reply.pointee == nil { throw CatgaError.noReply(of: wireName) }
            return
        }
        defer { leave() }
        if let call = place.pointee.call {
            if let failure = call(place.pointee.handlers, message, reply, nil) { throw CatgaError(takingOver: failure) }
            return
        }
        let call = asyncCalls(table) + table.messages[place.pointee.slot].positions.lowerBound
        try await call.pointee.thunk(place.pointee.handlers, message, reply, Context())
    }

    /// As ``request(_:_:_:_:_:_:)`` without a context, for code that found no short way: not inlined, so that it costs the
    /// short way nothing.
    @inlinable
    @inline(never)
    public nonisolated(nonsending) func request<Message, Reply>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) -> Reply {
        var message = message
        var reply: Reply?
        try await request(typeID, wireName, &message, &reply, nil, description)
        return reply.unsafelyUnwrapped
    }

    /// As ``request(_:_:_:_:)``, for a request without a reply.
    @inlinable
    @inline(never)
    public nonisolated(nonsending) func requestWithoutReply<Message>(
        _ typeID: UInt64,
        _ wireName: StaticString,
        _ message: Message,
        _ description: () -> MessageDescription
    ) async throws(CatgaError) {
        var message = message
        var reply: Void? = ()
        try await request(typeID, wireName, &message, &reply, nil, description)
    }

    /// By handler position.
    @inlinable
    @inline(__always)
    func asyncCalls(_ table: FrozenTable) -> UnsafeMutablePointer<AsyncCall> {
        table.attachment.unsafelyUnwrapped.assumingMemoryBound(to: NodeTable.self).pointee.asyncCalls
    }
}
