/// What a node has been told before its first message, and all it reads afterwards.
///
/// Owned by one `CatgaNode`, which frees it. It is changed under the node's lock until it is frozen and by nobody after.
struct Registration: ~Copyable {
    var table = DispatchTable()
    /// By ordinal; `nil` for synchronous handlers, whose thunk is in the table.
    var asyncHandlers: [AsyncHandlerThunk?] = []
    /// By slot.
    var receivers: [MessageDescription.Receive] = []
    /// The handler values that generated code placed in memory, and how to free them.
    var owned: [(handlers: UnsafeMutableRawPointer, release: ReleaseThunk)] = []
    /// The first mistake made while registering; every dispatch throws it.
    var mistake: CatgaError?

    deinit {
        for value in owned { value.release(value.handlers) }
    }

    mutating func add(
        _ message: MessageDescription,
        name: StaticString,
        handlers: UnsafeRawPointer,
        call: HandlerThunk?,
        asyncCall: AsyncHandlerThunk?
    ) {
        let messageCount = table.messageCount
        do throws(CatgaError) {
            _ = try table.register(
                typeID: message.typeID,
                wireName: message.wireName,
                kind: message.kind,
                handler: HandlerEntry(handlers: handlers, name: name, call: call)
            )
        } catch {
            if mistake == nil { mistake = error }
            return
        }
        asyncHandlers.append(asyncCall)
        if table.messageCount > messageCount { receivers.append(message.receive) }
    }
}

/// Ends the life of handlers that generated code placed in memory: deinitializes and deallocates them.
public typealias ReleaseThunk = @convention(c) (_ handlers: UnsafeMutableRawPointer) -> Void
