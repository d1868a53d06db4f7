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
            $0.requestRetries = RetrySchedule(maximumAttempts: 40, baseMilliseconds: 50, maximumMilliseconds: 200)
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
