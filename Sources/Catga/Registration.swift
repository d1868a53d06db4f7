/// What a node has been told before its first message.
///
/// Owned by one `CatgaNode`, which frees it; changed under the node's lock until it is frozen and by nobody after.
struct Registration: ~Copyable {
    var table = DispatchTable()
    /// By ordinal; ``AsyncCall/none`` for synchronous handlers, whose thunk is in the table.
    var asyncCalls: [AsyncCall] = []
    /// By slot.
    var receivers: [MessageDescription.Receive] = []
    /// By slot.
    var descriptions: [MessageDescription] = []
    /// The first mistake made while registering; every dispatch throws it.
    var mistake: CatgaError?
    /// `nil` until it is frozen.
    private(set) var frozen: UnsafeMutablePointer<NodeTable>?

    deinit {
        if let frozen {
            frozen.pointee.asyncCalls.deinitialize(count: asyncCalls.count)
            frozen.pointee.asyncCalls.deallocate()
            frozen.deinitialize(count: 1)
            frozen.deallocate()
        }
    }

    mutating func add(
        _ message: MessageDescription,
        handler: HandlerEntry,
        asyncCall: AsyncCall
    ) {
        let messageCount = table.messageCount
        do throws(CatgaError) {
            try table.register(message.identity, handler)
        } catch {
            if mistake == nil { mistake = error }
            return
        }
        asyncCalls.append(asyncCall)
        if table.messageCount > messageCount {
            receivers.append(message.receive)
            descriptions.append(message)
        }
    }

    /// Ends registration. Does nothing the second time.
    mutating func freeze() -> UnsafePointer<NodeTable> {
        if let frozen { return UnsafePointer(frozen) }
        let memory = UnsafeMutablePointer<NodeTable>.allocate(capacity: 1)
        let frozenTable = table.freeze(attachment: memory)
        let calls = UnsafeMutablePointer<AsyncCall>.allocate(capacity: max(asyncCalls.count, 1))
        for position in asyncCalls.indices {
            (calls + position).initialize(to: asyncCalls[frozenTable.handlers[position].ordinal])
        }
        memory.initialize(
            to: NodeTable(table: frozenTable, asyncCalls: calls, receivers: receivers, descriptions: descriptions)
        )
        frozen = memory
        return UnsafePointer(memory)
    }
}

/// All that dispatching reads, frozen: the table, which knows this value as its attachment, and what only a node has. Lives
/// as long as the node.
@usableFromInline
struct NodeTable: @unchecked Sendable {
    @usableFromInline let table: FrozenTable
    /// By handler position; ``AsyncCall/none`` for synchronous handlers.
    @usableFromInline let asyncCalls: UnsafeMutablePointer<AsyncCall>
    /// By slot.
    let receivers: [MessageDescription.Receive]
    /// By slot.
    let descriptions: [MessageDescription]
}

/// An asynchronous handler's thunk. In a struct of its own from the start: a bare closure that passes through an
/// array, an optional or a generic pointer is called through closures that adapt it, each an asynchronous call more.
@usableFromInline
struct AsyncCall: Sendable {
    @usableFromInline let thunk: AsyncHandlerThunk

    static let none = AsyncCall(thunk: { _, _, _, _ in })
}
