import Catga

extension Nodes {
    func fanOut() async throws {
        for (name, service) in [("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b")] {
            _ = try await serving(name, in: service)
        }
        let client = try await silent("c")
        for number in 0..<20 as Range<Int64> { try await client.publish(Noticed(number: number)) }
        for number in 0..<20 as Range<Int64> { try await client.publish(Placed(number: number)) }
        try await journal.wait("all events") { $0.lines.count >= 120 }
        for word in ["notices", "hears"] {
            for service in ["a", "b"] {
                let heard = journal.lines(with: word).filter { $0.hasPrefix(service) && !$0.contains("other") }
                try checkEqual(heard.count, 20, "times that service \(service) \(word)")
            }
        }
    }

    func noEcho() async throws {
        let publisher = try await serving("a1", in: "a")
        _ = try await serving("a2", in: "a")
        _ = try await serving("b1", in: "b")
        for number in 0..<10 as Range<Int64> {
            try await publisher.publish(Noticed(number: number))
            try await publisher.publish(Placed(number: number))
        }
        try publisher.publishNow(Noticed(number: 10))
        try await journal.wait("all events") { $0.lines(with: "b1").count >= 31 && $0.lines(with: "a1").count >= 31 }
        try checkEqual(journal.lines(with: "a1 notices").count, 11, "events at the publisher")
        try checkEqual(journal.lines(with: "a2").count, 0, "events at the publisher's neighbour")
        try checkEqual(journal.lines(with: "b1 notices").count, 11, "events at the other service")
        let client = try await silent("a3", in: "a")
        try await client.publish(Noticed(number: 11))
        try await journal.wait("the event") { $0.lines(with: "notices 11").count >= 2 }
        try checkEqual(journal.lines(with: "notices 11").count, 2, "times heard, when the publisher has no handler")
    }

    func order() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        for number in 0..<500 as Range<Int64> {
            try await client.publish(Noticed(number: number))
            if number < 100 { try await client.publish(Placed(number: number)) }
        }
        try await journal.wait("all events") {
            $0.lines(with: "notices").count == 500 && $0.lines(with: "a hears").count == 100
        }
        try checkEqual(journal.lines(with: "notices"), (0..<500).map { "a notices \($0)" }, "the order")
        try checkEqual(journal.lines(with: "a hears"), (0..<100).map { "a hears \($0)" }, "the order of stored ones")
    }

    func acknowledgement() async throws {
        let first = try await serving("a1", in: "a")
        await first.shutdown()
        let client = try await silent("c")
        for number in 0..<10 as Range<Int64> { try await client.publish(Placed(number: number)) }
        try checkEqual(journal.lines.count, 0, "events heard while nobody was there")
        _ = try await serving("a2", in: "a")
        try await journal.wait("the events") { $0.lines.count >= 20 }
        try checkEqual(journal.lines(with: "a2 hears").count, 10, "events heard afterwards")
    }

    func keptInOneCall() async throws {
        let own = try await serving("a")
        let client = try await silent("c")
        try await client.publishAll((0..<900).map { Placed(number: $0) }, inFlight: 100)
        try await journal.wait("the events") { $0.lines.count >= 1_800 }
        let inOrder = journal.lines(with: "a hears") == (0..<900).map { "a hears \($0)" }
        try check(inOrder, "the events came in another order: \(journal.lines(with: "a hears").prefix(100))")
        try checkEqual(Set(journal.contexts.map(\.messageID)).count, 900, "message ids")
        // Its own handlers are called once, also that which fails at first.
        try await own.publishAll([Placed(number: 900), Placed(number: 1_000), Placed(number: 901)])
        try await journal.wait("its own events") { $0.lines(with: "a hears").count >= 905 }
        let heard = journal.lines(with: "a hears").suffix(5)
        let expected = ["1000", "1000", "1000", "900", "901"].map { "a hears \($0)" }
        try checkEqual(heard.sorted(), expected, "its own events")
        try await client.enqueueAll((0..<50).map { Work(name: "kept \($0)") }, inFlight: 8)
        try await journal.wait("the commands") { $0.lines(with: "works kept").count >= 50 }
        try checkEqual(Set(journal.lines(with: "works kept")).count, 50, "commands handled")
        try await client.publishAll([] as [Placed])
    }

    func redelivery() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        try await client.publish(Placed(number: 1_000))
        try await journal.wait("three tries") { $0.lines(with: "a hears").count >= 3 }
        try checkEqual(journal.lines(with: "a hears").count, 3, "tries of the handler that fails twice")
        try checkEqual(journal.lines(with: "other hears").count, 1, "tries of the other handler")
        try checkEqual(journal.contexts.map(\.attempt), [1, 2, 3], "the attempts")
        try checkEqual(Set(journal.contexts.map(\.messageID)).count, 1, "message ids")
    }

    func ownFailures(_ bus: Bus) async throws {
        let own = try await serving("a1")
        _ = try await serving("b", in: "other")
        try await own.publish(Placed(number: 1_000))
        try await own.publishAll([Placed(number: -1), Placed(number: 1)])
        try await journal.wait("the tries of both services") {
            $0.lines(with: "hears 1000").count >= 8 && $0.lines(with: "hears -1").count >= 10
        }
        let tries = journal.contexts(with: "a1 hears 1000")
        try checkEqual(tries.map(\.attempt), [1, 2, 3], "the publisher's attempts")
        try checkEqual(Set(tries.map(\.messageID)).count, 1, "message ids")
        try checkEqual(
            journal.contexts(with: "b hears 1000").map(\.attempt), [1, 2, 3], "the other service's attempts")
        var reasons: [String] = []
        for _ in 0..<3_000 where reasons.count < 2 {
            reasons = try await bus.deadLetterReasons()
            try await Task.sleep(for: .milliseconds(10))
        }
        try check(reasons.count == 2 && reasons.allSatisfy { $0.contains("The test fails") }, "\(reasons)")
        try checkEqual(journal.lines(with: "a1 hears -1").count, 4, "tries of the handler that always fails")
        for node in ["a1", "b"] {
            try checkEqual(
                journal.lines(with: "\(node)'s other hears").count, 3, "tries of the other handler of \(node)")
        }
        try check(own.deadLetters.isEmpty, "what the transport keeps is set aside in memory")

        // One that goes as soon as it has published, and long before it would have tried again.
        let leaving = try await serving("a2") {
            $0.redelivery.baseMilliseconds = 2_000
            $0.redelivery.maximumMilliseconds = 2_000
        }
        await shutdown(["a1"])
        try await leaving.publish(Placed(number: 2_000))
        await leaving.shutdown(graceMilliseconds: 0)
        try check(leaving.deadLetters.isEmpty, "what the transport keeps is set aside in memory")
        _ = try await serving("a3")
        try await journal.wait("the third try") { !$0.lines(with: "a3 hears 2000").isEmpty }
        try await journal.wait("the third try") { journal in
            ["a2", "a3"].flatMap { journal.contexts(with: "\($0) hears 2000") }.contains { $0.attempt == 3 }
        }
    }

    func deadLetter(_ bus: Bus) async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        try await client.publish(Placed(number: -1))
        for number in 0..<5 as Range<Int64> { try await client.publish(Placed(number: number)) }
        try await client.enqueue(Work(name: "refuse"))
        try await journal.wait("the others, and four tries") {
            $0.lines(with: "a hears").count >= 9 && $0.lines(with: "refuse").count == 1
        }
        var reasons: [String] = []
        for _ in 0..<3_000 where reasons.count < 2 {
            reasons = try await bus.deadLetterReasons()
            try await Task.sleep(for: .milliseconds(10))
        }
        try checkEqual(journal.lines(with: "a hears -1").count, 4, "tries")
        try checkEqual(reasons.count, 2, "dead letters")
        try check(reasons.contains { $0.contains("The test fails") }, "\(reasons)")
        try check(reasons.contains { $0.contains("The test declines") }, "\(reasons)")
    }

    func enqueue() async throws {
        let client = try await silent("c")
        try await client.enqueue(Work(name: "early"))
        for name in ["a", "b"] { _ = try await serving(name) }
        let context = client.makeContext()
        for _ in 0..<3 { try await client.enqueue(Work(name: "once"), in: context) }
        for number in 0..<20 { try await client.enqueue(Work(name: "n\(number)")) }
        try await client.enqueue(Work(name: "fail"))
        try await journal.wait("the commands") { $0.lines.count >= 26 }
        try checkEqual(journal.lines(with: "early").count, 1, "times that a command from before was handled")
        try checkEqual(journal.lines(with: "once").count, 1, "times that a command enqueued thrice was handled")
        try checkEqual(journal.lines(with: "works n").count, 20, "commands handled")
        try checkEqual(journal.lines(with: "fail").count, 4, "tries of a command that fails")
    }

    func longHandler() async throws {
        for name in ["a", "b"] { _ = try await serving(name) }
        let client = try await silent("c")
        // The second waits for the first on one of the nodes, and must not be given away either.
        for name in ["long 1", "long 2", "long 3"] { try await client.enqueue(Work(name: name)) }
        try await journal.wait("the commands") { $0.lines.count >= 3 }
        try await Task.sleep(for: .milliseconds(4_700))
        try checkEqual(journal.lines.count, 3, "times that three commands were handled")
    }

    func backPressure() async throws {
        _ = try await serving("a") { $0.maximumWaitingEvents = 10 }
        let client = try await silent("c")
        try await withThrowingTaskGroup { group in
            for number in 0..<400 as Range<Int64> {
                group.addTask { try await client.publish(Placed(number: number)) }
            }
            try await group.waitForAll()
        }
        try await journal.wait("all events") { $0.lines(with: "a hears").count >= 400 }
        try checkEqual(Set(journal.lines(with: "a hears")).count, 400, "events heard")
    }

    func slowConsumer() async throws {
        let node = try await serving("a") { $0.maximumWaitingEvents = 10 }
        let client = try await silent("c")
        for number in 0..<300 as Range<Int64> { try await client.publish(Crowded(number: number)) }
        try await journal.wait("all events") { $0.lines(with: "sees").count + Int(node.droppedFrames) >= 300 }
        try checkEqual(journal.lines(with: "sees").count + Int(node.droppedFrames), 300, "events handled or counted")
        try check(node.droppedFrames > 0, "nothing was dropped")
        try check(journal.lines(with: "sees").count >= 10, "fewer were handled than may wait")
        try checkEqual(journal.lines(with: "sees 0").count, 1, "times that the first was handled")
        try checkEqual(try await client.send(Double(number: 4)), 8, "the reply meanwhile")
    }

    func drain() async throws {
        let leaving = try await serving("a")
        let client = try await silent("c")
        let waiting = Task { try await client.send(Work(name: "slow")) }
        try await journal.wait("the request") { $0.lines.count == 1 }
        let report = await leaving.shutdown()
        try check(report.isClean, "\(report)")
        try checkEqual(try await waiting.value, "a", "the reply")
        let error = try await failure(of: "a request to who has gone") { try await client.send(Work(name: "x")) }
        try checkEqual(error.code, .noHandler, "the code")
        let refused = try await failure(of: "sending after the end") { try await leaving.send(Work(name: "x")) }
        try checkEqual(refused.code, .shuttingDown, "the code")
    }
}
