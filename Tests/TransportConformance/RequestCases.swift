import Catga

extension Nodes {
    func requestReply() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        try checkEqual(try await client.send(Double(number: 21)), 42, "the reply")
        try checkEqual(try await client.send(Greet(name: "hello")), "hello from a", "the reply")
        try checkEqual(try await client.send(Greet(name: "")), nil, "the reply")
        try checkEqual(try await client.send(Work(name: "x")), "a", "the reply")
        let context = journal.contexts.first
        try check(context?.messageID ?? 0 != 0, "the message has no id")
        try checkEqual(context?.sourceNode, client.identity.number, "the source")
    }

    func localFirst() async throws {
        _ = try await serving("a")
        let own = try await serving("b", in: "other")
        for _ in 0..<10 { try checkEqual(try await own.send(Greet(name: "x")), "x from b", "the reply") }
    }

    func routeAny() async throws {
        for name in ["a", "b", "c"] { _ = try await serving(name) }
        let client = try await silent("d")
        var answering: Set<String> = []
        for number in 0..<60 { answering.insert(try await client.send(Work(name: "\(number)"))) }
        try checkEqual(answering, ["a", "b", "c"], "who answered")
        try checkEqual(journal.lines.count, 60, "requests handled")
    }

    func routeKey() async throws {
        var serving: [String: CatgaNode] = [:]
        for name in ["a", "b", "c"] { serving[name] = try await self.serving(name) }
        let client = try await silent("d")
        try await client.start()
        for node in serving.values { try await known(["a", "b", "c"], to: node) }
        try await known(["a", "b", "c"], to: client)
        var owners: [UInt32: String] = [:]
        for customer in 0..<30 as Range<UInt32> {
            let owner = try await client.send(Assign(customer: customer))
            owners[customer] = owner
            try checkEqual(try await client.send(Assign(customer: customer)), owner, "the owner as a client sees it")
            let seen = try await serving["b"]?.send(Assign(customer: customer))
            try checkEqual(seen, owner, "the owner as another node sees it")
        }
        try checkEqual(Set(owners.values), ["a", "b", "c"], "the owners")
        await serving["a"]?.shutdown()
        for (customer, owner) in owners {
            let now = try await client.send(Assign(customer: customer))
            try check(owner == "a" ? now != "a" : now == owner, "customer \(customer) moved from \(owner) to \(now)")
        }
    }

    func sendTo() async throws {
        let a = try await serving("a")
        _ = try await serving("b")
        let client = try await silent("c")
        for name in ["a", "b", "a"] {
            try checkEqual(try await client.send(Work(name: "x"), to: name), name, "the node")
        }
        try checkEqual(try await a.send(Work(name: "x"), to: "a"), "a", "the node")
        let error = try await failure(of: "a request to nobody") { try await client.send(Work(name: "x"), to: "z") }
        try checkEqual(error.code, .noHandler, "the code")
    }

    func broadcast() async throws {
        let a = try await serving("a")
        _ = try await serving("b")
        _ = try await serving("c", in: "mail")
        _ = try await serving("faulty") { configuration in
            configuration.onFailure = { [journal] in journal.add("told of \($0.delivery.wireName)") }
        }
        try await a.send(Refresh())
        try await journal.wait("four refreshes and a failure") { $0.lines.count >= 5 }
        let expected = ["a refreshes", "b refreshes", "c refreshes", "faulty refreshes", "told of Refresh"]
        try checkEqual(journal.lines.sorted(), expected, "who refreshed")
    }

    func errors() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        let refused = try await failure(of: "a refusal") { try await client.send(Work(name: "refuse")) }
        try checkEqual(refused.code, .rejected, "the code")
        try checkEqual(refused.handlerCode, Refusal.declined.rawValue, "the handler's code")
        try check(refused.message.contains("The test declines"), refused.message)
        let failed = try await failure(of: "a failure") { try await client.send(Work(name: "fail")) }
        try checkEqual(failed.code, .handlerFailed, "the code")
        try check(failed.message.contains("The test fails"), failed.message)
        // What others threw at a handler tells nothing of the node: it has run, and a command is not sent again.
        for name in ["busy", "refuse", "fail"] {
            let before = journal.lines.count
            let alone = try await failure(of: name) { try await client.send(Work(name: name)) }
            try checkEqual(journal.lines.count, before + 1, "runs of the handler of one command")
            for end in await client.sendAll([Work(name: name), Work(name: name)]) {
                guard case .failure(let error) = end else { throw Broken(description: "\(name) did not fail") }
                try checkEqual(error.code, alone.code, "the code of one of many")
                try checkEqual(error.message, alone.message, "the message of one of many")
            }
            try checkEqual(journal.lines.count, before + 3, "runs of the handler of three commands")
        }
    }

    func largeReply() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        for size in [0, 1, 5_000, 900_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let reply = try await client.send(Echo(bytes: bytes))
            try check(reply == bytes.reversed(), "\(size) bytes came back otherwise")
        }
    }

    func tooLargeReply() async throws {
        _ = try await serving("a")
        // So long that the test would be given up if it waited for an answer.
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 3_600_000 }
        let large = Fetch(count: 1_100_000)
        let error = try await failure(of: "a reply of more than a frame may have") { try await client.send(large) }
        try check([.transport, .malformed].contains(error.code), "the code is \(error.code)")
        try check(error.message.contains("1100"), "the message does not say how large: \(error)")
        let replies = await client.sendAll((0..<30).map { $0 == 20 ? large : Fetch(count: $0) })
        for (place, reply) in replies.enumerated() {
            try checkEqual((try? reply.get())?.count, place == 20 ? nil : place, "the size of reply \(place)")
        }
    }

    func noResponders() async throws {
        // So long that the test would be given up if it waited for an answer.
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 3_600_000 }
        let error = try await failure(of: "a request to nobody") { try await client.send(Work(name: "x")) }
        try checkEqual(error.code, .noHandler, "the code")
        try check(error.message.contains("Work"), error.message)
    }

    func timeout() async throws {
        _ = try await serving("a")
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 100 }
        let late = try await failure(of: "a late answer") { try await client.send(Work(name: "stall")) }
        try checkEqual(late.code, .timeout, "the code")
        let patient = try await silent("d") { $0.requestTimeoutMilliseconds = 3_600_000 }
        var context = patient.makeContext()
        context.deadlineMilliseconds = patient.configuration.time.nowMilliseconds() + 120
        let start = ContinuousClock.now
        let over = try await failure(of: "a deadline") { try await patient.send(Work(name: "stall"), in: context) }
        // The other node may have been so slow that it saw the deadline pass itself.
        try check([.timeout, .deadlineExceeded].contains(over.code), "\(over)")
        try check(start.duration(to: .now) < .seconds(15), "it took \(start.duration(to: .now))")
        context.deadlineMilliseconds = 1
        let past = try await failure(of: "a deadline in the past") {
            try await patient.send(Work(name: "y"), in: context)
        }
        try checkEqual(past.code, .deadlineExceeded, "the code")
        try checkEqual(journal.lines(with: "works y").count, 0, "requests past their deadline that were handled")
    }

    func cancellation() async throws {
        _ = try await serving("a")
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 3_600_000 }
        let start = ContinuousClock.now
        let waiting = Task { try await client.send(Work(name: "stall")) }
        try await journal.wait("the request") { $0.lines.count == 1 }
        waiting.cancel()
        let error = try await failure(of: "a cancelled wait") { try await waiting.value }
        try checkEqual(error.code, .cancelled, "the code")
        try check(start.duration(to: .now) < .seconds(15), "it took \(start.duration(to: .now))")
        try checkEqual(try await client.send(Double(number: 1)), 2, "the reply afterwards")
    }

    func manyRequests() async throws {
        for name in ["a", "b"] { _ = try await serving(name) { $0.maximumConcurrentRequests = 2_000 } }
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 30_000 }
        let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<1_000 as Range<Int64> {
                group.addTask { try await client.send(Double(number: Int64(number))) != number * 2 }
            }
            var wrong = 0
            for try await isWrong in group where isWrong { wrong += 1 }
            return wrong
        }
        try checkEqual(wrong, 0, "replies to other requests")
    }

    func manyInOneCall() async throws {
        for name in ["a", "b"] { _ = try await serving(name) }
        let client = try await silent("c") { $0.requestTimeoutMilliseconds = 30_000 }
        let numbers = Array(0..<2_000 as Range<Int64>)
        let doubled = await client.sendAll(numbers.map { Double(number: $0) }, inFlight: 64)
        try check(try doubled.map { try $0.get() } == numbers.map { $0 * 2 }, "replies stand in wrong places")

        let works = (0..<40).map { Work(name: $0 % 4 == 0 ? "refuse \($0)" : "\($0)") }
        for (place, outcome) in await client.sendAll(works, inFlight: 7).enumerated() {
            switch outcome {
            case .success(let node): try check(place % 4 != 0 && ["a", "b"].contains(node), "\(place): \(node)")
            case .failure(let error): try check(place % 4 == 0 && error.code == .rejected, "\(place): \(error)")
            }
        }
        try checkEqual(journal.lines(with: "works").count, 40, "commands handled")
        try checkEqual(Set(journal.contexts.map(\.messageID)).count, 40, "their message ids")

        // By key, also from a node that is the owner of some, and to all nodes, without a reply.
        let assigned = (0..<30 as Range<UInt32>).map { Assign(customer: $0) }
        let owner = try await serving("d")
        for node in [owner, client] { try await known(["a", "b", "d"], to: node) }
        let owners = try await client.sendAll(assigned, inFlight: 4).map { try $0.get() }
        try check(owners.contains("d") && Set(owners).count > 1, "the owners are \(owners)")
        let seen = try await owner.sendAll(assigned).map { try $0.get() }
        try checkEqual(seen, owners, "the owners as one of them sees them")
        for end in await client.sendAll([Refresh(), Refresh()]) { try end.get() }
        try await journal.wait("six refreshes") { $0.lines(with: "refreshes").count >= 6 }

        try check(await client.sendAll([] as [Double]).isEmpty, "nothing was answered")
        let alone = try await CatgaNode(.embedded)
        registerHandlers(
            on: alone,
            greetHandlers: GreetHandlers(node: "alone"),
            otherHandlers: OtherHandlers(journal: journal, node: "alone"),
            testHandlers: TestHandlers(journal: journal, node: "alone")
        )
        let greeted = await alone.sendAll([Greet(name: "x"), Greet(name: ""), Greet(name: "y")])
        try checkEqual(try greeted.map { try $0.get() }, ["x from alone", nil, "y from alone"], "the replies")
        try await alone.publishAll([Placed(number: 1), Placed(number: 2)])
        try checkEqual(journal.lines(with: "alone hears"), ["alone hears 1", "alone hears 2"], "the events")
        let kept = await failures { () async throws(BatchError) in try await alone.enqueueAll([Work(name: "z")]) }
        try checkEqual(kept[0]?.code, .configuration, "the code")
        await alone.shutdown()

        let nobody = try await silent("e", in: "others") { $0.requestTimeoutMilliseconds = 3_600_000 }
        await shutdown(["a", "b", "d"])
        let lost = await nobody.sendAll((0..<100).map { Work(name: "\($0)") })
        for case .failure(let error) in lost { try checkEqual(error.code, .noHandler, "the code") }
        try check(lost.allSatisfy { (try? $0.get()) == nil }, "somebody answered")
    }

    func idempotency() async throws {
        _ = try await serving("a")
        let client = try await silent("c")
        let context = client.makeContext()
        let replies = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<5 { group.addTask { try await client.send(Work(name: "slow once"), in: context) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try checkEqual(replies, ["a", "a", "a", "a", "a"], "the replies")
        try checkEqual(try await client.send(Work(name: "slow once"), in: context), "a", "the reply afterwards")
        try checkEqual(journal.lines, ["a works slow once"], "what was handled")
    }

    func overload() async throws {
        _ = try await serving("a") { $0.maximumConcurrentRequests = 1 }
        let client = try await silent("c") {
            $0.requestRetries = RetrySchedule(maximumAttempts: 1)
        }
        let busy = Task { try await client.send(Work(name: "held")) }
        try await journal.wait("the first request") { $0.lines.count == 1 }
        let error = try await failure(of: "one request too many") { try await client.send(Double(number: 1)) }
        try checkEqual(error.code, .overloaded, "the code")
        journal.open()
        try checkEqual(try await busy.value, "a", "the first reply")
        try checkEqual(try await client.send(Double(number: 1)), 2, "the reply afterwards")
    }

    func blocking() async throws {
        _ = try await serving("a")
        let client = try await silent("b")
        // Enough for the node to see how quick they are.
        for number in 0..<40 {
            _ = try await client.send(Stand(milliseconds: 0))
            _ = try await client.send(Double(number: Int64(number)))
        }
        // Where all processors are busy with other things it may take longer, though not every time.
        var time = Duration.seconds(60)
        for _ in 0..<4 where time >= .milliseconds(1_000) {
            async let blocked = client.send(Stand(milliseconds: 1_500))
            try await Task.sleep(for: .milliseconds(100))
            let start = ContinuousClock.now
            for number in 0..<40 { _ = try await client.send(Double(number: Int64(number))) }
            time = ContinuousClock.now - start
            try check(try await blocked, "the answer of the one that blocked")
        }
        try check(time < .milliseconds(1_000), "others were answered only after \(time)")
        for _ in 0..<40 { _ = try await client.send(Stand(milliseconds: 0)) }
    }
}
