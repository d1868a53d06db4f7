/// What carries messages between nodes: a broker's client, or memory that several nodes of one process share.
///
/// A value of functions that a module for one broker fills in; the node calls them. It carries bytes and knows nothing of
/// messages. `TransportConformance` among the tests is the meaning of every function in a form that runs.
///
/// - What a function is lent as bytes is good until it returns.
/// - A listener is called on a thread of the transport's, and returns at once unless it ``lendsThreads``; `false` means that its
///   node is gone, or lets go of the transport, and that the arrival is still the transport's.
/// - Every other ``Arrival`` is given back by exactly one call of ``settle``, or of ``answer`` that does not throw.
public struct Transport: Sendable {
    /// For messages to people; never with a secret in it.
    public var name: String
    /// Each call of ``listen`` has a thread of its own, the only one that calls the listener, and which may run handlers.
    public var lendsThreads: Bool
    /// Lets what arrives on a channel be heard, until ``drain``. When it returns, what others send from then on arrives.
    ///
    /// - Throws: ``CatgaError/Code/transport`` or ``CatgaError/Code/configuration``.
    public var listen: @Sendable (Channel, @escaping Listener) async throws(CatgaError) -> Void
    /// Makes a channel ready to be sent on; called once for each.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` for a name that cannot be part of an address.
    public var open: @Sendable (Channel) throws(CatgaError) -> Outlet
    /// Sees to it that the broker can keep what is stored on a channel. Called before the first frame is stored on it.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` or ``CatgaError/Code/transport``.
    public var prepare: @Sendable (Channel) async throws(CatgaError) -> Void
    /// Hands a frame over, without knowing whether it will arrive. Does not wait.
    ///
    /// - Throws: ``CatgaError/Code/transport`` where the frame cannot even be handed over.
    public var publish: @Sendable (Outlet, UnsafeRawBufferPointer) throws(CatgaError) -> Void
    /// Hands a frame over that is to be kept, and delivered until some listener of every group has taken it. Does not wait.
    ///
    /// - Parameters:
    ///   - messageID: A second frame with the same number within the transport's window is not kept again, where the
    ///     transport can tell; listeners know it again in any case.
    ///   - isOneOfMany: More follow before its answer is there; all for which that is said are kept in the order they come.
    /// - Returns: The number of the answer in ``answers``, which is waited for exactly once and handed to ``check``; 0 where the
    ///   frame is kept already.
    /// - Throws: As ``request``; the frame may be kept nevertheless.
    public var store:
        @Sendable (Outlet, UnsafeRawBufferPointer, _ messageID: UInt64, _ isOneOfMany: Bool) throws(CatgaError) ->
            UInt64
    /// Looks at the answer to a frame that was handed over to be kept, and ends it.
    ///
    /// - Throws: ``CatgaError/Code/transport`` where it says that the frame is not kept.
    public var check: @Sendable (Outlet, Arrival) throws(CatgaError) -> Void
    /// Hands a frame to one listener. Does not wait.
    ///
    /// - Returns: The number of the answer in ``answers``, which is waited for exactly once, and settled.
    /// - Throws: ``CatgaError/Code/overloaded``, ``CatgaError/Code/transport``; ``CatgaError/Code/noHandler`` where nobody
    ///   listens. Where that is found out later, it is the answer.
    public var request:
        @Sendable (Outlet, UnsafeRawBufferPointer, _ timeoutMilliseconds: UInt64) throws(CatgaError) -> UInt64
    /// Where the answers to what was sent are waited for.
    public var answers: PendingRequests
    /// Sends the reply's frame to whoever waits for it, and ends the arrival. Does not wait. Who asked finds out by waiting
    /// where the frame gets lost.
    ///
    /// - Throws: ``CatgaError/Code/transport`` where the frame has more bytes than can be sent; the arrival is then still lent.
    public var answer: @Sendable (Arrival, UnsafeRawBufferPointer) throws(CatgaError) -> Void
    /// Ends an arrival without an answer. Does not wait.
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
        lendsThreads: Bool = false,
        listen: @escaping @Sendable (Channel, @escaping Listener) async throws(CatgaError) -> Void,
        open: @escaping @Sendable (Channel) throws(CatgaError) -> Outlet = { Outlet($0) },
        prepare: @escaping @Sendable (Channel) async throws(CatgaError) -> Void = { _ in },
        publish: @escaping @Sendable (Outlet, UnsafeRawBufferPointer) throws(CatgaError) -> Void,
        store: @escaping @Sendable (Outlet, UnsafeRawBufferPointer, UInt64, Bool) throws(CatgaError) -> UInt64,
        check: @escaping @Sendable (Outlet, Arrival) throws(CatgaError) -> Void,
        request: @escaping @Sendable (Outlet, UnsafeRawBufferPointer, UInt64) throws(CatgaError) -> UInt64,
        answers: PendingRequests,
        answer: @escaping @Sendable (Arrival, UnsafeRawBufferPointer) throws(CatgaError) -> Void,
        settle: @escaping @Sendable (Arrival, Settlement) -> Void,
        dropped: @escaping @Sendable () -> UInt64 = { 0 },
        drain: @escaping @Sendable () async -> Void,
        close: @escaping @Sendable () async -> Void
    ) {
        self.name = name
        self.lendsThreads = lendsThreads
        self.listen = listen
        self.open = open
        self.prepare = prepare
        self.publish = publish
        self.store = store
        self.check = check
        self.request = request
        self.answers = answers
        self.answer = answer
        self.settle = settle
        self.dropped = dropped
        self.drain = drain
        self.close = close
    }
}

/// A channel on the way out, with what the transport made of it once.
public final class Outlet: @unchecked Sendable {
    public let channel: Channel
    /// The transport's own name of the channel, with a zero byte behind it; as long as the outlet lives.
    public let address: UnsafePointer<CChar>

    public init(_ channel: Channel, address: String = "") {
        self.channel = channel
        let bytes = address.utf8CString
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (place, byte) in bytes.enumerated() { memory[place] = byte }
        self.address = UnsafePointer(memory)
    }

    deinit {
        address.deallocate()
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

/// How an arrival ends that is not answered.
public enum Settlement: Sendable {
    /// It is dealt with and does not come again.
    case done
    /// It comes again after that time, here or at another node of the group. As ``done`` where nothing is kept.
    case again(afterMilliseconds: UInt64)
    /// It is set aside with a reason, and does not come again. As ``done`` where nothing is kept.
    case deadLetter(reason: String)
}
