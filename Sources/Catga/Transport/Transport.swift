/// What carries messages between nodes: a broker's client, or memory that several nodes of one process share.
///
/// A value of functions that a module for one broker fills in; the node calls them. It carries bytes and knows nothing of
/// messages. `TransportConformance` among the tests is the meaning of every function in a form that runs.
///
/// - What a function is lent as bytes is good until it returns, or, where it is asynchronous, until it first waits.
/// - A listener is called on a thread of the transport's and returns at once; `false` means that its node is gone, and that
///   the arrival is still the transport's.
/// - Every other ``Arrival`` is given back by exactly one call of ``settle``.
public struct Transport: Sendable {
    /// For messages to people; never with a secret in it.
    public var name: String
    /// Lets what arrives on a channel be heard, until ``drain``. When it returns, what others send from then on arrives.
    ///
    /// - Throws: ``CatgaError/Code/transport`` or ``CatgaError/Code/configuration``.
    public var listen: @Sendable (Channel, @escaping Listener) async throws(CatgaError) -> Void
    /// Hands a frame over, without knowing whether it will arrive. Does not wait.
    ///
    /// - Throws: ``CatgaError/Code/transport`` where the frame cannot even be handed over.
    public var publish: @Sendable (Channel, UnsafeRawBufferPointer) throws(CatgaError) -> Void
    /// Returns when the frame is kept and will be delivered until some listener of every group has taken it.
    ///
    /// - Parameter messageID: A second frame with the same number within the transport's window is not kept again.
    /// - Throws: ``CatgaError/Code/transport`` or ``CatgaError/Code/timeout``; the frame may be kept nevertheless.
    public var store:
        nonisolated(nonsending) @Sendable (Channel, UnsafeRawBufferPointer, _ messageID: UInt64)
            async throws(CatgaError)
            -> Void
    /// Hands a frame to one listener and waits for its answer.
    ///
    /// - Returns: The answer, to be settled.
    /// - Throws: ``CatgaError/Code/noHandler`` at once where nobody listens, ``CatgaError/Code/timeout``,
    ///   ``CatgaError/Code/cancelled``, ``CatgaError/Code/overloaded``, ``CatgaError/Code/transport``.
    public var request:
        nonisolated(nonsending) @Sendable (Channel, UnsafeRawBufferPointer, _ timeoutMilliseconds: UInt64)
            async throws(CatgaError) -> Arrival
    /// Ends an arrival. Does not wait.
    public var settle: @Sendable (Arrival, Settlement) -> Void
    /// How many frames came faster than they were taken, and are lost.
    public var dropped: @Sendable () -> UInt64
    /// Takes nothing new in. What arrived before can still be settled, and requests and publishes still go out.
    public var drain: @Sendable () async -> Void
    /// Sends what is still to be sent and lets go of the broker.
    public var close: @Sendable () async -> Void

    public typealias Listener = @Sendable (Arrival) -> Bool

    public init(
        name: String,
        listen: @escaping @Sendable (Channel, @escaping Listener) async throws(CatgaError) -> Void,
        publish: @escaping @Sendable (Channel, UnsafeRawBufferPointer) throws(CatgaError) -> Void,
        store:
            nonisolated(nonsending) @escaping @Sendable (Channel, UnsafeRawBufferPointer, UInt64)
            async throws(CatgaError)
            -> Void,
        request:
            nonisolated(nonsending) @escaping @Sendable (Channel, UnsafeRawBufferPointer, UInt64)
            async throws(CatgaError)
            -> Arrival,
        settle: @escaping @Sendable (Arrival, Settlement) -> Void,
        dropped: @escaping @Sendable () -> UInt64 = { 0 },
        drain: @escaping @Sendable () async -> Void,
        close: @escaping @Sendable () async -> Void
    ) {
        self.name = name
        self.listen = listen
        self.publish = publish
        self.store = store
        self.request = request
        self.settle = settle
        self.dropped = dropped
        self.drain = drain
        self.close = close
    }
}

/// Where a frame goes, and what is heard there.
public enum Channel: Hashable, Sendable {
    /// A request by wire name: one node of the service answers.
    case requests(String)
    /// A request to one node, whatever its type: by the node's id.
    case node(String)
    /// An event by wire name: one node of every service hears of it, at most once.
    case events(String)
    /// An event by wire name, kept: one node of every service hears of it, at least once.
    case storedEvents(String)
    /// A command by wire name, kept: one node of the service handles it, at least once.
    case storedCommands(String)
    /// A command by wire name: every node hears of it, at most once.
    case everyNode(String)
    /// Which nodes there are: every node hears of it.
    case presence
    /// Which node has that number in its message ids: every node that has it, or would like to, hears of it.
    case worker(UInt16)

    /// Arrivals are settled with more than ``Settlement/done``.
    public var isStored: Bool {
        switch self {
        case .storedEvents, .storedCommands: true
        case .requests, .node, .events, .everyNode, .presence, .worker: false
        }
    }
}

/// A frame that came in, lent by the transport until it is settled.
public struct Arrival: @unchecked Sendable {
    public let bytes: UnsafeRawBufferPointer
    /// 1 for the first delivery; counted by the transport where it keeps frames.
    public let attempt: UInt32
    /// Somebody waits for ``Settlement/answer(_:)``.
    public let expectsAnswer: Bool
    /// The transport's own.
    public let token: UnsafeMutableRawPointer
    /// The transport's own, kept alive.
    public let owner: AnyObject?

    public init(
        bytes: UnsafeRawBufferPointer,
        attempt: UInt32,
        expectsAnswer: Bool,
        token: UnsafeMutableRawPointer,
        owner: AnyObject? = nil
    ) {
        self.bytes = bytes
        self.attempt = attempt
        self.expectsAnswer = expectsAnswer
        self.token = token
        self.owner = owner
    }
}

/// How an arrival ends.
public enum Settlement: Sendable {
    /// It is dealt with and does not come again.
    case done
    /// The reply's frame, for a request.
    case answer([UInt8])
    /// It comes again after that time, here or at another node of the group. As ``done`` where nothing is kept.
    case again(afterMilliseconds: UInt64)
    /// It is set aside with a reason, and does not come again. As ``done`` where nothing is kept.
    case deadLetter(reason: String)
}
