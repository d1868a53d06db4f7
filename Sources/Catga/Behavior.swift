/// A step around every handler: retry, timeout, tracing, validation, logging.
///
/// A behavior calls `next` to go on, as often as it likes: not at all to refuse, again to retry. With no behavior
/// configured the pipeline costs nothing. What `next` throws is a ``CatgaError``; whatever a behavior throws itself
/// reaches the caller as one.
///
/// ```swift
/// let logging = Behavior(name: "logging") { delivery, context, next in
///     print("→ \(delivery.handler)")
///     try await next(context)
/// }
/// ```
public struct Behavior: Sendable {
    /// Goes on to the next behavior or the handler, with the context it shall see.
    public typealias Next = nonisolated(nonsending) (Context) async throws -> Void
    public typealias Around =
        nonisolated(nonsending) @Sendable (Delivery, Context, _ next: Next) async throws -> Void
    public typealias AroundNow =
        @Sendable (Delivery, Context, _ next: (Context) throws -> Void) throws -> Void

    /// For messages to people.
    public var name: String
    /// The step for `send`, `publish` and messages from bytes.
    public var around: Around
    /// The step for `sendNow`, which cannot wait. Where a behavior has none, `sendNow` throws
    /// ``CatgaError/Code/needsAsync`` rather than pass it by.
    public var aroundNow: AroundNow?

    public init(name: String, around: @escaping Around, aroundNow: AroundNow? = nil) {
        self.name = name
        self.around = around
        self.aroundNow = aroundNow
    }
}

/// What a behavior is told of the call it stands around.
public struct Delivery: Sendable {
    public let typeID: UInt64
    public let kind: MessageKind
    public let wireName: StaticString
    /// The handler method in words: `OrderHandlers.handle(PlaceOrder)`.
    public let handler: StaticString
}
