import Catga

extension Nodes {
    func names(_ bus: Bus) async throws {
        for name in ["", "a.b", "a b", "*", ">", "a\r\nPUB x 0\r\n", "ä", String(repeating: "a", count: 65)] {
            let id = try await failure(of: "the name \(name.debugDescription)") {
                try await CatgaNode(bus.configuration("shop", name))
            }
            try checkEqual(id.code, .configuration, "the code")
            let service = try await failure(of: "the service \(name.debugDescription)") {
                try await CatgaNode(bus.configuration(name, "a"))
            }
            try checkEqual(service.code, .configuration, "the code")
            try check(!service.message.utf8.contains(10), "a message with a line break")
            let client = try await silent("c")
            let target = try await failure(of: "the target \(name.debugDescription)") {
                try await client.send(Work(name: "x"), to: name)
            }
            try checkEqual(target.code, .configuration, "the code")
        }
    }

    func nodesKnown() async throws {
        let a = try await serving("a")
        let b = try await serving("b", in: "mail")
        let expected = [NodeInfo(id: "a", service: "shop"), NodeInfo(id: "b", service: "mail")]
        try await journal.wait("both nodes") { _ in a.nodes.count == 2 && b.nodes.count == 2 }
        try checkEqual(a.nodes, expected, "the nodes as the first sees them")
        try checkEqual(b.nodes, expected, "the nodes as the second sees them")
        await b.shutdown()
        try await journal.wait("one to leave") { _ in a.nodes.count == 1 }
    }

    func workers(_ bus: Bus) async throws {
        let a = try await silent("a") { $0.worker = 7 }
        try checkEqual(a.worker.number, 7, "the number that was said")
        // The first one's answer may come too late where the processors are busy, though not every time.
        var refused: CatgaError?
        for name in ["b1", "b2", "b3"] where refused == nil {
            do {
                _ = try await silent(name) { $0.worker = 7 }
            } catch let error as CatgaError {
                refused = error
            }
            await shutdown([name])
        }
        guard let error = refused else { throw Broken(description: "two nodes have the number 7") }
        try checkEqual(error.code, .configuration, "the code")
        try check(error.message.contains("7") && error.message.contains("the node a,"), error.message)
        // At once, so that neither has the number when the other comes.
        var codes: [CatgaError.Code] = []
        for number in [9, 10, 11] as [UInt16] where codes.isEmpty {
            let both = await withTaskGroup(of: CatgaError?.self) { group in
                for name in ["x\(number)", "y\(number)"] {
                    group.addTask {
                        do {
                            _ = try await self.silent(name) { $0.worker = number }
                        } catch {
                            return error as? CatgaError
                        }
                        return nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            codes = both.compactMap(\.?.code)
        }
        // Both are refused where each hears of the other first.
        try check([[.configuration], [.configuration, .configuration]].contains(codes), "two nodes at once: \(codes)")
        // Of ten nodes with sixteen numbers, several meet.
        let layout = try SnowflakeLayout(epochMilliseconds: 0, workerBits: 4, sequenceBits: 12)
        var others: [UInt16] = []
        for round in ["n", "m"] where Set(others).count < 10 || others.contains(7) {
            await shutdown(Set((0..<10).map { "n\($0)" }))
            others = try await withThrowingTaskGroup(of: UInt16.self) { group in
                for number in 0..<10 {
                    group.addTask { try await self.silent("\(round)\(number)") { $0.idLayout = layout }.worker.number }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        try checkEqual(Set(others).count, 10, "different numbers of ten nodes")
        try check(!others.contains(7), "a number was given twice")
        await a.shutdown()
        let next = try await silent("c") { $0.worker = 7 }
        try checkEqual(next.worker.number, 7, "the number of who comes after")
    }

    func distinctIDs() async throws {
        _ = try await serving("a")
        // Clocks of one time, with which only the number keeps ids apart.
        let stopped: @Sendable () -> UInt64 = { 1_800_000_000_000 }
        var clients: [CatgaNode] = []
        for name in ["c", "d", "e"] { clients.append(try await silent(name) { $0.time.nowMilliseconds = stopped }) }
        try await withThrowingTaskGroup { group in
            for (place, client) in clients.enumerated() {
                group.addTask {
                    for number in 0..<100 { try await client.publish(Placed(number: Int64(place * 100 + number))) }
                }
            }
            try await group.waitForAll()
        }
        try await journal.wait("all events") { $0.lines(with: "a hears").count >= 300 }
        try checkEqual(Set(journal.lines(with: "a hears")).count, 300, "events of three publishers")
    }

    func needsWaiting() async throws {
        let node = try await serving("a")
        let client = try await silent("c")
        let sent = try await failure(of: "sendNow by key") { try node.sendNow(Assign(customer: 1)) }
        try checkEqual(sent.code, .needsAsync, "the code")
        let published = try await failure(of: "publishNow of a stored event") {
            try client.publishNow(Placed(number: 1))
        }
        try checkEqual(published.code, .needsAsync, "the code")
        try checkEqual(try node.sendNow(Double(number: 2)), 4, "sendNow to the own handler")
        try checkEqual(try node.sendNow(Greet(name: "x")), "x from a", "sendNow to the own handler")
        try client.publishNow(Noticed(number: 3))
        try await journal.wait("the event") { $0.lines(with: "a notices 3").count == 1 }
    }

    func reconnect(_ bus: Bus) async throws {
        guard let interrupt = bus.interrupt else { return }
        _ = try await serving("a")
        let client = try await silent("c") {
            $0.requestTimeoutMilliseconds = 500
        }
        for number in 0..<5 as Range<Int64> { try await client.publish(Placed(number: number)) }
        try await interrupt()
        for number in 5..<10 as Range<Int64> { try await client.publish(Placed(number: number)) }
        try await journal.wait("all events") { journal in
            (0..<10).allSatisfy { !journal.lines(with: "a hears \($0)").isEmpty }
        }
        try checkEqual(try await client.send(Double(number: 4)), 8, "the reply afterwards")
        try checkEqual(journal.lines(with: "a hears").count, 10, "deliveries")
    }
}
