/// What every transport must do, each in a test of its own.
public enum ConformanceCase: String, CaseIterable, Sendable {
    case requestReply = "A request without a local handler is answered by another node"
    case localFirst = "A request that the sender handles itself does not leave it"
    case routeAny = "The nodes of a service answer in turn"
    case routeKey = "Equal keys meet on one node, and on the next where that one has gone"
    case sendTo = "A request to a node reaches that node and no other"
    case broadcast = "A broadcast command reaches every node once"
    case errors = "What a handler throws arrives as it was thrown"
    case largeReply = "A large request and its reply arrive whole"
    case tooLargeReply = "A reply that is too large to be sent is an error, and not a timeout"
    case noResponders = "A request that nobody takes fails at once"
    case timeout = "A request whose answer does not come ends in a timeout, and the deadline bounds it"
    case cancellation = "Cancelling the task ends the wait"
    case manyRequests = "A thousand requests at once are each answered with their own reply"
    case manyInOneCall = "Requests of one call are each answered in their own place, or fail there"
    case idempotency = "A command that comes again is answered again and handled once"
    case overload = "Beyond its bound a node refuses requests"
    case blocking = "A handler that blocks its thread holds up its own type and no other"
    case fanOut = "An event reaches one node of every service, once"
    case noEcho = "The publisher's own service does not hear an event a second time"
    case order = "The events of one publisher arrive in order"
    case acknowledgement = "A stored event waits for a service whose nodes are away"
    case keptInOneCall = "Stored messages of one call are all kept, each once, and come in order"
    case redelivery = "A stored event comes again to the handler that failed, and not to the others"
    case ownFailures =
        "What the publisher's own handler failed comes again from the transport, also if the publisher has gone"
    case deadLetter = "A stored event that always fails is set aside, with the reason, and others go on"
    case enqueue = "An enqueued command is handled once, by one node, and again after a failure"
    case longHandler = "A handler that takes longer than the transport waits for a word is not called a second time"
    case backPressure = "Many stored events are all handled, however slowly"
    case slowConsumer = "Events that come faster than they are handled are dropped, and every one is counted"
    case drain = "A node that shuts down finishes what it has and hears of nothing new"
    case names = "Names that could mean something to a broker are refused"
    case nodes = "Nodes know of each other while they are there"
    case workers = "No two nodes have one worker number, and one that is said twice is refused with the other's name"
    case distinctIDs = "Nodes that were given no number lose nothing to each other's message ids"
    case needsWaiting = "What cannot be done without waiting says so"
    case reconnect = "After an interruption nodes find back, and stored events are not lost"
}

extension ConformanceCase {
    /// - Throws: ``Broken`` where the transport does otherwise.
    public func run(on bus: Bus) async throws {
        let nodes = Nodes(bus)
        do {
            try await body(nodes, bus)
        } catch {
            await nodes.shutdown()
            throw error
        }
        await nodes.shutdown()
    }

    private func body(_ nodes: Nodes, _ bus: Bus) async throws {
        switch self {
        case .requestReply: try await nodes.requestReply()
        case .localFirst: try await nodes.localFirst()
        case .routeAny: try await nodes.routeAny()
        case .routeKey: try await nodes.routeKey()
        case .sendTo: try await nodes.sendTo()
        case .broadcast: try await nodes.broadcast()
        case .errors: try await nodes.errors()
        case .largeReply: try await nodes.largeReply()
        case .tooLargeReply: try await nodes.tooLargeReply()
        case .noResponders: try await nodes.noResponders()
        case .timeout: try await nodes.timeout()
        case .cancellation: try await nodes.cancellation()
        case .manyRequests: try await nodes.manyRequests()
        case .manyInOneCall: try await nodes.manyInOneCall()
        case .idempotency: try await nodes.idempotency()
        case .overload: try await nodes.overload()
        case .blocking: try await nodes.blocking()
        case .fanOut: try await nodes.fanOut()
        case .noEcho: try await nodes.noEcho()
        case .order: try await nodes.order()
        case .acknowledgement: try await nodes.acknowledgement()
        case .keptInOneCall: try await nodes.keptInOneCall()
        case .redelivery: try await nodes.redelivery()
        case .ownFailures: try await nodes.ownFailures(bus)
        case .deadLetter: try await nodes.deadLetter(bus)
        case .enqueue: try await nodes.enqueue()
        case .longHandler: try await nodes.longHandler()
        case .backPressure: try await nodes.backPressure()
        case .slowConsumer: try await nodes.slowConsumer()
        case .drain: try await nodes.drain()
        case .names: try await nodes.names(bus)
        case .nodes: try await nodes.nodesKnown()
        case .workers: try await nodes.workers(bus)
        case .distinctIDs: try await nodes.distinctIDs()
        case .needsWaiting: try await nodes.needsWaiting()
        case .reconnect: try await nodes.reconnect(bus)
        }
    }
}
