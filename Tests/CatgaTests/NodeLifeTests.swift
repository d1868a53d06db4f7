import Synchronization
import Testing

@testable import Catga
@testable import TransportConformance

@Suite("The beginning and the end of a node among others")
struct NodeLifeTests {
    private func bus(_ memory: InMemoryBus) -> Bus {
        Bus(configuration: { .inMemory(memory, service: $0, name: $1) }, deadLetterReasons: { [] })
    }

    @Test("What waits at a node whose grace is over goes to another, and is not set aside")
    func handedOver() async throws {
        let memory = InMemoryBus()
        let nodes = Nodes(bus(memory))
        let leaving = try await nodes.serving("a") { $0.redelivery.maximumAttempts = 1 }
        let client = try await nodes.silent("c")
        for name in ["held 1", "held 2"] { try await client.enqueue(Work(name: name)) }
        try await nodes.journal.wait("the first") { $0.lines.count == 1 }
        #expect(await leaving.shutdown(graceMilliseconds: 20).unfinishedCalls > 0)
        _ = try await nodes.serving("b")
        nodes.journal.open()
        try await nodes.journal.wait("the second") { !$0.lines(with: "b works held 2").isEmpty }
        #expect(memory.deadLetters.isEmpty)
        await nodes.shutdown()
    }

    @Test("The publisher's own handlers know a stored event by the id that others know it by")
    func oneID() async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let publisher = try await nodes.serving("a", in: "a")
        _ = try await nodes.serving("b", in: "b")
        try await publisher.publish(Placed(number: 1))
        try await nodes.journal.wait("both") { $0.contexts.count == 2 }
        let ids = Set(nodes.journal.contexts.map(\.messageID))
        #expect(ids.count == 1 && !ids.contains(0), "\(ids)")
        await nodes.shutdown()
    }

    @Test("A node that has joined lives until it shuts down, and no longer")
    func lifetime() async throws {
        let memory = InMemoryBus()
        weak var joined: CatgaNode?
        do {
            let node = try await CatgaNode(.inMemory(memory, service: "shop", name: "a"))
            registerAll(on: node, Journal())
            try await node.start()
            joined = node
        }
        let client = try await CatgaNode(.inMemory(memory, service: "clients", name: "c"))
        #expect(try await client.send(Double(number: 21)) == 42)
        try await #require(joined).shutdown()
        await client.shutdown()
        for _ in 0..<1_000 where joined != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(joined == nil)
    }

    @Test("A node whose start has failed is gone with its last reference, and its number is free")
    func failedStart() async throws {
        let memory = InMemoryBus()
        weak var failed: CatgaNode?
        do {
            var configuration = NodeConfiguration.inMemory(memory, service: "shop", name: "a")
            configuration.worker = 7
            let connect = try #require(configuration.transport)
            configuration.transport = { identity, settings async throws(CatgaError) in
                var transport = try await connect(identity, settings)
                let listen = transport.listen
                transport.listen = { channel, listener async throws(CatgaError) in
                    // The last that a node listens to.
                    if case .node = channel {
                        throw CatgaError(code: .transport, message: "The test listens to nobody")
                    }
                    try await listen(channel, listener)
                }
                return transport
            }
            let node = try await CatgaNode(configuration)
            registerAll(on: node, Journal())
            await #expect(throws: CatgaError.self) { try await node.start() }
            failed = node
        }
        for _ in 0..<1_000 where failed != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(failed == nil)
        // Its transport is closed by a task of its own.
        var next: CatgaNode?
        for _ in 0..<100 where next == nil {
            var configuration = NodeConfiguration.inMemory(memory, service: "shop", name: "a")
            configuration.worker = 7
            next = try? await CatgaNode(configuration)
        }
        #expect(next?.worker.number == 7)
        await next?.shutdown()
    }

    @Test("A node that is shut down while it starts has not joined, and is gone")
    func shutDownWhileStarting() async throws {
        let memory = InMemoryBus()
        let client = try await CatgaNode(.inMemory(memory, service: "clients", name: "c"))
        for round in 0..<20 {
            weak var ended: CatgaNode?
            do {
                let node = try await CatgaNode(.inMemory(memory, service: "shop", name: "a\(round)"))
                registerAll(on: node, Journal())
                let starting = Task { try await node.start() }
                // Before it, in the middle of it, or while it waits for others to say that they are there.
                for _ in 0..<round % 10 { await Task.yield() }
                if round % 4 == 3 { try await Task.sleep(for: .milliseconds(round)) }
                await node.shutdown()
                _ = await starting.result
                ended = node
            }
            for _ in 0..<1_000 where ended != nil { try await Task.sleep(for: .milliseconds(5)) }
            #expect(ended == nil, "round \(round)")
        }
        let error = await #expect(throws: CatgaError.self) { try await client.send(Double(number: 1)) }
        #expect(error?.code == .noHandler)
        await client.shutdown()
    }

    @Test("A start that failed goes on where it failed: no channel is listened to twice")
    func startedAgain() async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let heard = Heard()
        let node = try await nodes.silent("a") { configuration in
            guard let connect = configuration.transport else { return }
            configuration.transport = { identity, settings async throws(CatgaError) in
                var transport = try await connect(identity, settings)
                let listen = transport.listen
                transport.listen = { channel, listener async throws(CatgaError) in
                    try heard.note(channel)
                    try await listen(channel, listener)
                }
                return transport
            }
        }
        registerAll(on: node, nodes.journal)
        await #expect(throws: CatgaError.self) { try await node.start() }
        try await node.start()
        let counts = heard.counts
        #expect(counts.count > 5 && counts.values.allSatisfy { $0 == 1 }, "\(counts)")
        await nodes.shutdown()
    }

    /// How often each channel was listened to, but for the first try of the node's own.
    private final class Heard: Sendable {
        private let state = Mutex<(counts: [Channel: Int], hasFailed: Bool)>(([:], false))

        var counts: [Channel: Int] { state.withLock { $0.counts } }

        func note(_ channel: Channel) throws(CatgaError) {
            let fails = state.withLock { state in
                if case .node = channel, !state.hasFailed {
                    state.hasFailed = true
                    return true
                }
                state.counts[channel, default: 0] += 1
                return false
            }
            if fails { throw CatgaError(code: .transport, message: "The test fails", isRetryable: true) }
        }
    }
}
