/// Calls one synchronous handler method. Written by the generator, called through the table.
///
/// A C function pointer, because loading one and calling it neither counts references nor allocates.
///
/// - Parameters:
///   - handlers: The value that holds the method, at the address it was registered with.
///   - message: The message, initialized.
///   - reply: An initialized `Optional` of the reply type; the thunk assigns it. Untouched where there is no reply.
///   - context: A ``Context``; `nil` for a message that was sent without one.
/// - Returns: `nil` when the handler returned; when it threw, what ``CatgaError/handedOver()`` made of the error.
public typealias HandlerThunk =
    @convention(c) (
        _ handlers: UnsafeRawPointer,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: UnsafeRawPointer?
    ) -> UnsafeMutableRawPointer?

/// Reads one message from bytes, hands it over, and writes the reply. Written by the generator, one for each message.
///
/// - Parameters:
///   - reader: A ``WireReader`` of the message's bytes and nothing behind them.
///   - call: What the message is handed to: its handler, or whatever stands for all of them.
///   - handlers: What `call` is given besides the message, the reply and the context.
///   - context: A ``Context``, or `nil`.
///   - writer: A ``WireWriter``, to which the reply is appended; untouched where there is none.
/// - Returns: As of a ``HandlerThunk``; an error too for bytes that are not the message.
public typealias ReceiveThunk =
    @convention(c) (
        _ reader: UnsafeMutableRawPointer,
        _ call: HandlerThunk,
        _ handlers: UnsafeRawPointer,
        _ context: UnsafeRawPointer?,
        _ writer: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer?

/// Ends the life of handlers that generated code placed in memory: deinitializes and deallocates them.
public typealias ReleaseThunk = @convention(c) (_ handlers: UnsafeMutableRawPointer) -> Void

extension WireReader {
    /// What ``finish()`` throws, as a ``ReceiveThunk`` returns it. Called by generated code.
    @inlinable
    public borrowing func handedOverFailure() -> UnsafeMutableRawPointer? {
        do throws(WireError) {
            try finish()
            return nil
        } catch {
            return CatgaError(error).handedOver()
        }
    }
}

extension Context {
    /// What a ``HandlerThunk`` was given: the context at an address, or that of a message without one. Called by
    /// generated code.
    @inlinable
    @inline(__always)
    public init(at address: UnsafeRawPointer?) {
        self = address.map { $0.assumingMemoryBound(to: Context.self).pointee } ?? Context()
    }
}

extension CatgaError {
    /// The error in memory of its own, on its way out of a ``HandlerThunk``. Allocates; ``init(takingOver:)`` frees.
    public consuming func handedOver() -> UnsafeMutableRawPointer {
        let memory = UnsafeMutablePointer<CatgaError>.allocate(capacity: 1)
        memory.initialize(to: self)
        return UnsafeMutableRawPointer(memory)
    }

    /// The error that a ``HandlerThunk`` returned. Called exactly once for each.
    public init(takingOver memory: UnsafeMutableRawPointer) {
        let error = memory.assumingMemoryBound(to: CatgaError.self)
        self = error.move()
        error.deallocate()
    }
}

/// One registered handler method.
public struct HandlerEntry: @unchecked Sendable {
    /// The value that holds the method. It outlives the table and is never written to again.
    public let handlers: UnsafeRawPointer
    /// `nil` for an asynchronous method, which the node calls.
    public let call: HandlerThunk?
    /// What reads the message from bytes instead of the message's own thunk, and hands it over by itself: that of a request's
    /// handler that takes a view.
    public let receive: ReceiveThunk?
    /// The method in words, for messages to people: `OrderHandlers.handle(PlaceOrder)`.
    public let name: StaticString
    /// Stands for the method in ``FrozenTable/handlers(of:by:)``: a hash of the names of the method, its message and
    /// their modules, so that no two messages share one. 0 where nobody asks for it.
    public let id: UInt64
    /// The position of this registration among all, from 0.
    public internal(set) var ordinal: Int

    public init(
        handlers: UnsafeRawPointer,
        name: StaticString,
        id: UInt64 = 0,
        receive: ReceiveThunk? = nil,
        call: HandlerThunk?
    ) {
        self.handlers = handlers
        self.name = name
        self.id = id
        self.receive = receive
        self.call = call
        ordinal = 0
    }
}

/// One message type that has a handler in this process.
public struct MessageEntry: @unchecked Sendable {
    public let typeID: UInt64
    /// Where the type's handlers lie in the table; exactly one for a request.
    public internal(set) var positions: Range<Int>
    /// No handler needs `await`.
    public internal(set) var isSynchronous: Bool
    public let kind: MessageKind
    /// `nil` where the message is not to be had from bytes without waiting.
    public let receive: ReceiveThunk?
    public let wireName: StaticString
}
