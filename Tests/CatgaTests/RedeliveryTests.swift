import Catga
import Synchronization
import Testing

@Suite("Reliable events")
struct RedeliveryTests {
    private let trace = Trace()
    private let failures = Trace()

    private func node(_ change: (inout NodeConfiguration) -> Void = { _ in }) async throws -> CatgaNode {
        var configuration = NodeConfiguration.embedded
        configuration.redelivery = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 1, maximumMilliseconds: 1)
        let failures = failures
        configuration.onFailure = { failures.add("\($0.delivery.handler) attempt \($0.context.attempt)") }
        change(&configuration)
        return try await CatgaNode(configuration)
    }

    /// Far longer than any of it takes, as the machine may be busy with other tests.
    private let patience: UInt64 = 120_000

    private static let no = CatgaError(code: .handlerFailed, message: "no")

    @Test("A handler that always fails is asked as often as configured, then the event is a dead letter")
    func deadLetter() async throws {
        let node = try await node()
        let trace = trace
        node.registerTold { _, context async throws(CatgaError) in
            trace.add("\(context.attempt)")
            throw Self.no
        }
        try await node.tell(9)
        let report = await node.shutdown(graceMilliseconds: patience)
        #expect(trace.all == ["1", "2", "3"])
        #expect(report.unfinishedCalls == 0 && report.deadLetters == 1)
        #expect(node.deadLetters.map(\.payload) == [[9]])
        #expect(node.deadLetters.first?.failure.error == Self.no)
        #expect(failures.all == ["Listener.on(Told) attempt 3"])
    }

    @Test("Every delivery of an event carries the same message id")
    func sameID() async throws {
        let node = try await node()
        let trace = trace
        node.registerTold { _, context async throws(CatgaError) in
            trace.add("\(context.messageID)")
            if context.attempt < 3 { throw Self.no }
        }
        try await node.tell(1)
        await node.shutdown(graceMilliseconds: patience)
        #expect(trace.all.count == 3)
        #expect(Set(trace.all).count == 1)
        #expect(trace.all.first != "0")
    }

    @Test("Beyond the bound of waiting redeliveries a failure is a dead letter at once, and is reported")
    func bound() async throws {
        let node = try await node { configuration in
            configuration.maximumPendingRedeliveries = 2
            configuration.redelivery.maximumAttempts = 2
            configuration.redelivery.baseMilliseconds = 60_000
            configuration.redelivery.maximumMilliseconds = 60_000
            configuration.time.sleepMilliseconds = { _ in try await Task.sleep(nanoseconds: 60_000_000_000) }
        }
        node.registerTold { _, _ async throws(CatgaError) in throw Self.no }
        for number in 0..<3 { try await node.tell(number) }
        #expect(node.deadLetters.map(\.payload) == [[2]])
        // What still waits when the grace is over is a dead letter too, not lost.
        let report = await node.shutdown(graceMilliseconds: 20)
        #expect(report.deadLetters == 3)
        #expect(failures.all.count == 3)
    }

    @Test("The dead-letter store is bounded; what it cannot keep is still reported")
    func store() async throws {
        let node = try await node {
            $0.redelivery.maximumAttempts = 1
            $0.maximumDeadLetters = 2
        }
        node.registerTold { _, _ async throws(CatgaError) in throw Self.no }
        for number in 0..<4 { try await node.tell(number) }
        #expect(node.deadLetters.count == 2)
        #expect(failures.all.count == 4)
    }

    @Test("Only the handler that failed hears of the event again")
    func onlyTheFailed() async throws {
        let node = try await node()
        let trace = trace
        node.registerTold("Good.on(Told)") { _, _ in trace.add("good") }
        node.registerTold("Bad.on(Told)") { _, context async throws(CatgaError) in
            trace.add("bad \(context.attempt)")
            if context.attempt == 1 { throw Self.no }
        }
        try await node.tell(1)
        await node.shutdown(graceMilliseconds: patience)
        #expect(trace.all == ["good", "bad 1", "bad 2"])
    }
}
