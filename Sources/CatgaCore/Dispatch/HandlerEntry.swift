/// Calls one synchronous handler method. Written by the generator, called through the table.
///
/// A C function pointer, because loading one and calling it neither counts references nor allocates.
///
/// - Parameters:
///   - handlers: The value that holds the method, at the address it was registered with.
///   - message: The message, initialized.
///   - reply: An initialized `Optional` of the reply type; the thunk assigns it. Untouched where there is no reply.
///   - context: A ``Context``.
///   - failure: An initialized `Optional<CatgaError>`; the thunk assigns it when it returns `false`.
/// - Returns: Whether the handler returned; `false` when it threw.
public typealias HandlerThunk =
    @convention(c) (
        _ handlers: UnsafeRawPointer,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: UnsafeRawPointer,
        _ failure: UnsafeMutableRawPointer
    ) -> Bool

/// One registered handler method.
public struct HandlerEntry: @unchecked Sendable {
    /// The value that holds the method. It outlives the table and is never written to again.
    public let handlers: UnsafeRawPointer
    /// `nil` for an asynchronous method, which the node calls.
    public let call: HandlerThunk?
    /// The method in words, for messages to people: `OrderHandlers.handle(PlaceOrder)`.
    public let name: StaticString
    /// The position of this registration among all, from 0.
    public internal(set) var ordinal: Int

    public init(handlers: UnsafeRawPointer, name: StaticString, call: HandlerThunk?) {
        self.handlers = handlers
        self.name = name
        self.call = call
        ordinal = 0
    }
}

/// One message type that has a handler in this process.
public struct MessageEntry: Sendable {
    public let typeID: UInt64
    public let kind: MessageKind
    public let wireName: StaticString
    /// Where the type's handlers lie in the table; exactly one for a request.
    public internal(set) var handlers: Range<Int>
}
