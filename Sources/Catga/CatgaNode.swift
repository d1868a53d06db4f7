public import CCatgaCalls
public import Synchronization

/// One process that takes part: it owns the handlers, dispatches messages to them and reports what fails.
///
/// ```swift
/// let node = try await CatgaNode(.embedded)
/// registerHandlers(on: node)
/// let receipt = try await node.send(PlaceOrder(customerID: 7))
/// await node.shutdown()
/// ```
///
/// The typed `send`, `sendNow` and `publish` are written by the generator beside your messages. All methods may be
/// called from any thread. The first message ends registration.
public final class CatgaNode: Sendable {
    // First, so that their offsets are short.

    /// The address of the frozen table, for calls that need nothing but a look-up. That of an empty one before the first
    /// message, where there are behaviors or mistakes, and once the node shuts down: then every call takes the long way.
    /// Never `nil`; the type spares the path a check.
    @usableFromInline nonisolated(unsafe) let shortcut: Atomic<UnsafeRawPointer?>
    /// Calls that have not returned.
    @usableFromInline nonisolated(unsafe) let calls: catga_calls

    public let configuration: NodeConfiguration
    /// The node's number in message ids, and who said it.
    public let worker: WorkerNumber
    /// What other nodes know this one by.
    public let identity: NodeIdentity
    /// The way to other nodes; `nil` for a node that is alone.
    let link: NodeLink?
    /// As ``link``, for the paths on which even a count of references would be felt.
    let uncountedLink: Unmanaged<NodeLink>?

    /// Guards `registration` until `frozen` is set; nobody takes it afterwards.
    private let registering = Mutex(())
    /// Owned by this node.
    nonisolated(unsafe) let registration: UnsafeMutablePointer<Registration>
    private let phase = Atomic<RegistrationPhase>(.open)
    nonisolated(unsafe) private let empty: UnsafeMutablePointer<Registration>
    /// On a node with a link, the messages that never leave it: those the shortcut may find.
    nonisolated(unsafe) private let staying: UnsafeMutablePointer<Registration>
    let lifecycle = Atomic<Lifecycle>(.open)
    private let ids: SnowflakeGenerator
    let redeliveries: PendingRedeliveries
    let letters: DeadLetterStore

    /// Starts a node.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` where a setting or the environment variable `WORKER_ID` cannot work, or
    ///   another node on the bus has the worker number that one of them says; ``CatgaError/Code/transport`` where the other nodes cannot be reached.
    public init(_ configuration: NodeConfiguration = .embedded) async throws(CatgaError) {
        let wanted = try configuration.resolvedWorker()
        identity = try NodeIdentity(configuration)
        if let makeTransport = configuration.transport {
            let link = NodeLink(try await makeTransport(identity, configuration), identity, configuration)
            worker = try await link.claim(wanted, maximum: configuration.idLayout.maximumWorker)
            self.link = link
        } else {
            (worker, link) = (wanted, nil)
        }
        ids = try SnowflakeGenerator(
            layout: configuration.idLayout,
            worker: worker.number,
            startMilliseconds: configuration.time.nowMilliseconds()
        )
        uncountedLink = link.map { Unmanaged.passUnretained($0) }
        self.configuration = configuration
        staying = .allocate(capacity: 1)
        staying.initialize(to: Registration())
        registration = .allocate(capacity: 1)
        registration.initialize(to: Registration())
        empty = .allocate(capacity: 1)
        empty.initialize(to: Registration())
        shortcut = Atomic(empty.pointee.freeze().pointee.table.address)
        calls = catga_calls_create()
        redeliveries = PendingRedeliveries(limit: configuration.maximumPendingRedeliveries)
        letters = DeadLetterStore(limit: configuration.maximumDeadLetters)
    }

    deinit {
        if let transport = link?.transport { Task { await transport.close() } }
        for memory in [registration, empty, staying] {
            memory.deinitialize(count: 1)
            memory.deallocate()
        }
        catga_calls_destroy(calls)
    }

    /// A context for a message that shall be told apart: a fresh message id, which is its correlation id as well.
    public func makeContext() -> Context {
        let id = nextID()
        return Context(messageID: id, correlationID: id)
    }

    @inline(__always)
    private func nextID() -> UInt64 {
        ids.nextHoweverFarAhead(nowMilliseconds: configuration.time.nowMilliseconds())
    }

    /// `context` with a message id, made where it has none.
    func identified(_ context: Context) -> Context {
        guard context.messageID == 0 else { return context }
        var identified = context
        identified.messageID = nextID()
        if identified.correlationID == 0 { identified.correlationID = identified.messageID }
        return identified
    }
}

// MARK: - Registration

/// How far a node's registration has come; the one word every dispatch looks at first.
private enum RegistrationPhase: UInt8, AtomicRepresentable {
    case open
    /// The registration is read without the lock from here on.
    case frozen
    /// A mistake was made; it is under the lock.
    case mistaken
}

extension CatgaNode {
    /// Takes over handlers that generated code placed in memory. They live as long as the node.
    public func own(_ handlers: UnsafeMutableRawPointer, release: ReleaseThunk) {
        nonisolated(unsafe) let handlers = handlers
        registering.withLock { _ in
            registration.pointee.table.own(handlers, release: release)
        }
    }

    /// Adds a synchronous handler method. Called by generated `registerHandlers`.
    ///
    /// A mistake (a second handler of a request, registration after the first message) is thrown by every later
    /// dispatch and by ``freeze()``.
    ///
    /// - Parameters:
    ///   - name: The method in words, for messages to people.
    ///   - handlers: The value that holds the method, given to ``own(_:release:)`` before.
    ///   - id: What generated code asks for with ``handlers(of:by:)``.
    ///   - receive: Of a request's handler that takes a view.
    public func register(
        _ message: MessageDescription,
        _ name: StaticString,
        _ handlers: UnsafeRawPointer,
        id: UInt64 = 0,
        receive: ReceiveThunk? = nil,
        call: @escaping HandlerThunk
    ) {
        let handler = HandlerEntry(handlers: handlers, name: name, id: id, receive: receive, call: call)
        add(message, handler, .none)
    }

    /// Adds an asynchronous handler method; otherwise as ``register(_:_:_:id:receive:call:)``.
    public func register(
        _ message: MessageDescription,
        _ name: StaticString,
        _ handlers: UnsafeRawPointer,
        id: UInt64 = 0,
        callAsync: @escaping AsyncHandlerThunk
    ) {
        let handler = HandlerEntry(handlers: handlers, name: name, id: id, call: nil)
        add(message, handler, AsyncCall(thunk: callAsync))
    }

    private func add(_ message: MessageDescription, _ handler: HandlerEntry, _ asyncCall: AsyncCall) {
        registering.withLock { _ in
            registration.pointee.add(message, handler: handler, asyncCall: asyncCall)
            if link != nil, message.stays { staying.pointee.add(message, handler: handler, asyncCall: asyncCall) }
            guard registration.pointee.mistake != nil else { return }
            phase.store(.mistaken, ordering: .releasing)
            closeShortcut()
        }
    }

    /// Ends registration; the first message does it otherwise.
    ///
    /// - Throws: The first mistake that was made while registering.
    public func freeze() throws(CatgaError) {
        _ = try nodeTable()
    }

    /// The registration, frozen.
    ///
    /// - Throws: The first mistake that was made while registering.
    func nodeTable() throws(CatgaError) -> UnsafePointer<NodeTable> {
        if let table = frozenTable { return table }
        nonisolated(unsafe) var table: UnsafePointer<NodeTable>?
        let mistake: CatgaError? = registering.withLock { _ in
            // Another thread may have frozen it meanwhile, and its readers take no lock.
            if let frozen = frozenTable {
                table = frozen
                return nil
            }
            let frozen = registration.pointee.freeze()
            if registration.pointee.mistake == nil { openShortcut(frozen) }
            table = frozen
            return registration.pointee.mistake
        }
        if let mistake { throw mistake }
        guard let table else { preconditionFailure("freezing makes a table") }
        return table
    }

    private var frozenTable: UnsafePointer<NodeTable>? {
        guard phase.load(ordering: .acquiring) == .frozen else { return nil }
        return registration.pointee.frozen.map { UnsafePointer($0) }
    }

    /// Called under the lock.
    private func openShortcut(_ table: UnsafePointer<NodeTable>) {
        phase.store(.frozen, ordering: .releasing)
        guard configuration.behaviors.isEmpty else { return }
        let reachable = link == nil ? table : staying.pointee.freeze()
        shortcut.store(reachable.pointee.table.address, ordering: .sequentiallyConsistent)
        // A shutdown in between must find the shortcut closed.
        if lifecycle.load(ordering: .sequentiallyConsistent) != .open { closeShortcut() }
    }

    func closeShortcut() {
        guard let empty = empty.pointee.frozen else { return }
        shortcut.store(empty.pointee.table.address, ordering: .sequentiallyConsistent)
    }
}
