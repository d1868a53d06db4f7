public import Catga

/// One bus for one test, on whatever transport, and nobody else on it.
public struct Bus: Sendable {
    /// The transport's configuration of a node of that service and id.
    public var configuration: @Sendable (_ service: String, _ node: String) -> NodeConfiguration
    /// The reasons of the dead letters, oldest first.
    public var deadLetterReasons: @Sendable () async throws -> [String]
    /// Cuts all nodes off and lets them find back; `nil` where nothing can be cut.
    public var interrupt: (@Sendable () async throws -> Void)?

    public init(
        configuration: @escaping @Sendable (String, String) -> NodeConfiguration,
        deadLetterReasons: @escaping @Sendable () async throws -> [String],
        interrupt: (@Sendable () async throws -> Void)? = nil
    ) {
        self.configuration = configuration
        self.deadLetterReasons = deadLetterReasons
        self.interrupt = interrupt
    }
}

/// What a test found otherwise than it must be.
public struct Broken: Error, CustomStringConvertible {
    public let description: String
}

func check(_ isRight: Bool, _ what: @autoclosure () -> String) throws(Broken) {
    if !isRight { throw Broken(description: what()) }
}

func checkEqual<Value: Equatable>(_ value: Value, _ expected: Value, _ what: String) throws(Broken) {
    try check(value == expected, "\(what): \(value), not \(expected)")
}

/// The error that `body` throws.
nonisolated(nonsending) func failure(
    of what: String,
    _ body: nonisolated(nonsending) () async throws -> some Any
) async throws -> CatgaError {
    do {
        _ = try await body()
    } catch let error as CatgaError {
        return error
    }
    throw Broken(description: "\(what) did not fail")
}

/// The errors that a call for many messages throws, by place.
nonisolated(nonsending) func failures(
    _ body: nonisolated(nonsending) () async throws(BatchError) -> Void
) async -> [Int: CatgaError] {
    do throws(BatchError) {
        try await body()
        return [:]
    } catch {
        return error.failures
    }
}

/// All handlers there are.
func registerAll(on node: CatgaNode, _ journal: Journal) {
    let name = node.identity.id
    registerHandlers(
        on: node,
        greetHandlers: GreetHandlers(node: name),
        otherHandlers: OtherHandlers(journal: journal, node: name),
        testHandlers: TestHandlers(journal: journal, node: name)
    )
}

/// The nodes of one test, shut down together.
final class Nodes: Sendable {
    let journal = Journal()
    private let bus: Bus
    private let made: Made

    private actor Made {
        var nodes: [CatgaNode] = []
        func add(_ node: CatgaNode) { nodes.append(node) }
    }

    init(_ bus: Bus) {
        self.bus = bus
        made = Made()
    }

    /// A node with all handlers, which has joined.
    func serving(
        _ name: String,
        in service: String = "shop",
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> CatgaNode {
        let node = try await silent(name, in: service, change)
        registerAll(on: node, journal)
        try await node.start()
        return node
    }

    /// A node without handlers.
    func silent(
        _ name: String,
        in service: String = "clients",
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> CatgaNode {
        var configuration = bus.configuration(service, name)
        configuration.redelivery = RetrySchedule(maximumAttempts: 4, baseMilliseconds: 5, maximumMilliseconds: 20)
        configuration.onFailure = { _ in }
        configuration.requestTimeoutMilliseconds = 60_000
        change(&configuration)
        let node = try await CatgaNode(configuration)
        await made.add(node)
        return node
    }

    /// Waits until a node that has started has heard of others.
    func known(_ names: Set<String>, to node: CatgaNode) async throws {
        try await journal.wait("\(node.identity.id) to hear of \(names)") { _ in
            names.isSubset(of: node.nodes.map(\.id))
        }
    }

    func shutdown(_ names: Set<String>) async {
        for node in await made.nodes where names.contains(node.identity.id) { await node.shutdown() }
    }

    func shutdown() async {
        for node in await made.nodes { await node.shutdown(graceMilliseconds: 2_000) }
    }
}
