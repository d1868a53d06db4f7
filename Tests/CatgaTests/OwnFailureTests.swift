import Synchronization
import Testing

@testable import Catga
@testable import TransportConformance

@Suite("What the publisher's own handlers fail, on a node among others")
struct OwnFailureTests {
    private func bus(_ memory: InMemoryBus) -> Bus {
        Bus(configuration: { .inMemory(memory, service: $0, name: $1) }, deadLetterReasons: { [] })
    }

    private final class Told: Sendable {
        let failures = Mutex<[DeliveryFailure]>([])
    }

    /// Has messages kept, or not, and says that they are not known to be.
    ///
    /// - Parameter isLate: In place of an acknowledgement, rather than at once.
    private func forget(in configuration: inout NodeConfiguration, keeps: Bool, isLate: Bool) {
        guard let connect = configuration.transport else { return }
        configuration.transport = { identity, settings async throws(CatgaError) in
            var transport = try await connect(identity, settings)
            let (store, answers) = (transport.store, transport.answers)
            transport.store = { outlet, bytes, messageID, isOneOfMany throws(CatgaError) in
                if keeps { _ = try store(outlet, bytes, messageID, isOneOfMany) }
                let error = CatgaError(code: .transport, message: "The test does not say what is kept")
                guard isLate else { throw error }
                let number = try answers.begin(timeoutMilliseconds: 10_000).number
                answers.finish(number, .failure(error))
                return number
            }
            return transport
        }
    }

    @Test("Where one attempt is all it is set aside at once, and the publisher's onFailure is told why")
    func onlyAttempt() async throws {
        let memory = InMemoryBus()
        let nodes = Nodes(bus(memory))
        let told = Told()
        let publisher = try await nodes.serving("a") {
            $0.redelivery.maximumAttempts = 1
            $0.onFailure = { failure in told.failures.withLock { $0.append(failure) } }
        }
        try await publisher.publish(Placed(number: -1))
        try await publisher.publishAll([Placed(number: -2)])
        try await nodes.journal.wait("the dead letters") { _ in memory.deadLetters.count == 2 }
        #expect(memory.deadLetters.map(\.reason).allSatisfy { $0.contains("one attempt is all") })
        #expect(nodes.journal.lines(with: "a hears") == ["a hears -1", "a hears -2"])
        let failures = told.failures.withLock { $0 }
        #expect(failures.map(\.error.message) == ["The test fails", "The test fails"])
        #expect(failures.map(\.context.attempt) == [1, 1])
        #expect(publisher.deadLetters.isEmpty)
        await nodes.shutdown()
    }

    @Test("What could not be kept is tried again from memory", arguments: [false, true])
    func notKept(isLate: Bool) async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let publisher = try await nodes.serving("a") { forget(in: &$0, keeps: false, isLate: isLate) }
        await #expect(throws: CatgaError.self) { try await publisher.publish(Placed(number: 1_000)) }
        await #expect(throws: BatchError.self) { try await publisher.publishAll([Placed(number: -1)]) }
        try await nodes.journal.wait("the dead letter") { _ in !publisher.deadLetters.isEmpty }
        try await nodes.journal.wait("the last try") { $0.contexts(with: "a hears 1000").count == 3 }
        #expect(nodes.journal.contexts(with: "a hears -1").map(\.attempt) == [1, 2, 3, 4])
        #expect(nodes.journal.lines(with: "other hears").count == 2)
        await nodes.shutdown()
    }

    @Test(
        "What was kept though the publisher was told otherwise comes both ways, and is taken once",
        arguments: [false, true])
    func keptUnknown(isLate: Bool) async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let publisher = try await nodes.serving("a") {
            forget(in: &$0, keeps: true, isLate: isLate)
            // From memory at once, and long before the bus is asked again.
            $0.time.sleepMilliseconds = { _ in }
            ($0.redelivery.baseMilliseconds, $0.redelivery.maximumMilliseconds) = (1_000, 1_000)
        }
        await #expect(throws: CatgaError.self) { try await publisher.publish(Placed(number: 1_000)) }
        await #expect(throws: BatchError.self) { try await publisher.publishAll([Placed(number: 2_000)]) }
        // Both handlers of both events are spared what comes from the bus; that of each which had failed, once it had not.
        try await nodes.journal.wait("both from the bus") { _ in publisher.suppressedDeliveries >= 4 }
        for number in [1_000, 2_000] {
            let taken = nodes.journal.contexts(with: "a hears \(number)").filter { $0.attempt >= 3 }
            #expect(taken.count == 1, "\(number)")
        }
        #expect(nodes.journal.lines(with: "other hears").count == 2)
        #expect(publisher.deadLetters.isEmpty)
        await nodes.shutdown()
    }

    @Test("What came from the transport first is not handled again from memory, nor set aside")
    func keptFirst() async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let gate = Gate()
        let publisher = try await nodes.serving("a") {
            forget(in: &$0, keeps: true, isLate: true)
            $0.time.sleepMilliseconds = { _ in
                for _ in 0..<3_000 where !gate.isOpen.load(ordering: .acquiring) {
                    try await Task.sleep(for: .milliseconds(2))
                }
            }
        }
        await #expect(throws: CatgaError.self) { try await publisher.publish(Placed(number: 1_000)) }
        try await nodes.journal.wait("the tries from the bus") { $0.contexts(with: "a hears 1000").count == 3 }
        gate.isOpen.store(true, ordering: .releasing)
        #expect(await publisher.shutdown().isClean)
        #expect(nodes.journal.contexts(with: "a hears 1000").map(\.attempt) == [1, 2, 3])
        #expect(nodes.journal.lines(with: "other hears").count == 1)
        await nodes.shutdown()
    }

    private final class Gate: Sendable {
        let isOpen = Atomic<Bool>(false)
    }

    @Test("What a task publishes that was cancelled is not kept, and its handlers take it once")
    func cancelled() async throws {
        let nodes = Nodes(bus(InMemoryBus()))
        let publisher = try await nodes.serving("a")
        _ = try await nodes.serving("b", in: "other")
        let publishing = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await publisher.publish(Placed(number: 7))
        }
        await #expect(throws: CatgaError.self) { try await publishing.value }
        try await nodes.journal.wait("the publisher's handlers") { $0.lines(with: "hears 7").count >= 2 }
        #expect(nodes.journal.lines.sorted() == ["a hears 7", "a's other hears 7"])
        await nodes.shutdown()
    }

    @Test("What attempt the sender's own message was at says nothing of what it publishes")
    func attemptOfSender() async throws {
        let memory = InMemoryBus()
        let nodes = Nodes(bus(memory))
        _ = try await nodes.serving("a")
        let silent = try await nodes.silent("b", in: "shop")
        let context = Context(attempt: 5)
        try await silent.publishAll([Placed(number: 1)], in: context)
        try await silent.publish(Placed(number: 2), in: context)
        try await silent.enqueueAll([Work(name: "x")], in: context)
        try await nodes.journal.wait("all") { $0.lines.count >= 5 }
        #expect(nodes.journal.contexts.map(\.attempt) == [1, 1, 1])
        let publisher = try await nodes.serving("c", in: "other")
        try await publisher.publishAll([Placed(number: 3)], in: context)
        try await publisher.publish(Placed(number: 4), in: context)
        try await nodes.journal.wait("its own") { $0.lines(with: "c hears").count == 2 }
        #expect(nodes.journal.contexts(with: "c hears").map(\.attempt) == [1, 1])
        #expect(memory.deadLetters.isEmpty)
        await nodes.shutdown()
    }
}
