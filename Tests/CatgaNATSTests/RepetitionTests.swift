import CNATS
import Catga
import CatgaNATS
import Testing

@testable import TransportConformance

@Suite("Messages that come again", .serialized)
struct RepetitionTests {
    private func nodes(
        _ server: NATSServer,
        deduplicates: Bool? = nil,
        duplicateWindowSeconds: Int = 1,
        acknowledgementSeconds: Int = 1
    ) -> Nodes {
        var nats = NATSConfiguration(server.url)
        nats.streams.deduplicates = deduplicates
        nats.streams.duplicateWindowSeconds = duplicateWindowSeconds
        nats.streams.acknowledgementSeconds = acknowledgementSeconds
        return Nodes(.nats(nats))
    }

    @Test("One id published a thousand times is handled once, also after the server has forgotten it")
    func thousandTimes() async throws {
        let server = try NATSServer()
        let nodes = nodes(server)
        let node = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        let context = client.makeContext()
        for round in 0..<10 where round < 3 || node.suppressedDeliveries < 4 {
            try await withThrowingTaskGroup { group in
                for _ in 0..<334 { group.addTask { try await client.publish(Placed(number: 1), in: context) } }
                try await group.waitForAll()
            }
            // Longer than the window, in which the server itself recognizes them.
            try await Task.sleep(for: .milliseconds(1_500))
        }
        try await client.publish(Placed(number: 2))
        try await nodes.journal.wait("another") { !$0.lines(with: "a hears 2").isEmpty }
        #expect(nodes.journal.lines(with: "a hears 1").count == 1)
        // Two windows later, by both handlers.
        #expect(node.suppressedDeliveries >= 4)
        await nodes.shutdown()
    }

    @Test("Where the server is not told ids it keeps both, and the node handles one", arguments: [nil, false])
    func withoutIDs(deduplicates: Bool?) async throws {
        let server = try NATSServer()
        let nodes = nodes(server, deduplicates: deduplicates, duplicateWindowSeconds: 120)
        let node = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        let context = client.makeContext()
        // As after an acknowledgement that was lost.
        for _ in 0..<2 { try await client.publish(Placed(number: 1), in: context) }
        try await client.publish(Placed(number: 2))
        try await nodes.journal.wait("the other") { !$0.lines(with: "a hears 2").isEmpty }
        #expect(nodes.journal.lines(with: "a hears 1").count == 1)
        // By both handlers.
        #expect(node.suppressedDeliveries == (deduplicates == nil ? 0 : 2))
        await nodes.shutdown()
    }

    @Test("Where messages are kept for a time, handled ones stay, do not come again, and go when it is over")
    func timed() async throws {
        let server = try NATSServer()
        var nats = NATSConfiguration(server.url)
        nats.streams.duplicateWindowSeconds = 1
        nats.streams.retentionSeconds = 2
        let nodes = Nodes(.nats(nats))
        let first = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        let start = ContinuousClock.now
        try await client.publish(Placed(number: 1))
        try await client.enqueue(Work(name: "once"))
        try await nodes.journal.wait("both") { $0.lines.count == 3 }
        await first.shutdown()
        let isThere = try server.storedFrame("catga-events", 1) != nil && server.storedFrame("catga-commands", 1) != nil
        #expect(isThere || start.duration(to: .now) > .seconds(2))
        _ = try await nodes.serving("b")
        // The server may take them away a little late.
        try await wait {
            try server.storedFrame("catga-events", 1) == nil && server.storedFrame("catga-commands", 1) == nil
        }
        #expect(nodes.journal.lines.count == 3)
        #expect(try server.storedFrame("catga-events", 1) == nil && server.storedFrame("catga-commands", 1) == nil)
        await nodes.shutdown()
        nats.streams.duplicateWindowSeconds = 3
        let contradicting = nats
        let error = await #expect(throws: CatgaError.self) { try await CatgaNode(.nats(contradicting)) }
        #expect(error?.code == .configuration && error?.message.contains("retentionSeconds") == true)
    }

    @Test("A node that ends says until its handlers have returned that they work, and no other takes the command")
    func endingHandler() async throws {
        let server = try NATSServer()
        let nodes = nodes(server, acknowledgementSeconds: 3)
        let ending = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        try await client.enqueue(Work(name: "long"))
        try await nodes.journal.wait("the command") { $0.lines(with: "works long").count == 1 }
        _ = try await nodes.serving("b")
        await ending.shutdown(graceMilliseconds: 15_000)
        try await client.enqueue(Work(name: "next"))
        try await nodes.journal.wait("the next") { $0.lines(with: "works next").count == 1 }
        #expect(nodes.journal.lines(with: "works long").count == 1)
        await nodes.shutdown()
    }

    @Test("A server that allows few messages at once is asked for no more")
    func fewAtOnce() async throws {
        let server = try NATSServer(limits: "max_request_batch: 10", configuration: "")
        let nodes = nodes(server, acknowledgementSeconds: 30)
        let client = try await nodes.silent("c")
        try await client.enqueueAll((0..<100).map { Work(name: "few \($0)") })
        _ = try await nodes.serving("a")
        try await nodes.journal.wait("all of them") { $0.lines(with: "works few").count == 100 }
        await nodes.shutdown()
    }

    @Test("What is of no type that the node knows is set aside, and others go on")
    func unknownType() async throws {
        let server = try NATSServer()
        // However long it takes to set one aside, it is not done twice.
        let nodes = nodes(server, duplicateWindowSeconds: 120, acknowledgementSeconds: 30)
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        try await client.enqueue(Note(text: "a frame of another type"))
        let frame = try #require(try server.storedFrame("catga-commands", 1))
        try server.publish(frame, to: "catga.stored.commands.Work")
        try server.publish(Array(frame.prefix(20)), to: "catga.stored.commands.Work")
        try await client.enqueue(Work(name: "other"))
        try await nodes.journal.wait("the other") { $0.lines(with: "other").count == 1 }
        var reasons: [String] = []
        for _ in 0..<3_000 where reasons.count < 2 {
            reasons = try await deadLetterReasons(server.url)
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(reasons.count == 2, "\(reasons)")
        await nodes.shutdown()
    }
}

extension NATSServer {
    fileprivate func storedFrame(_ stream: String, _ sequence: UInt64) throws -> [UInt8]? {
        try connected { connection in
            var (context, message): (OpaquePointer?, OpaquePointer?)
            guard natsConnection_JetStream(&context, connection, nil) == NATS_OK else { return nil }
            defer { jsCtx_Destroy(context) }
            guard js_GetMsg(&message, context, stream, sequence, nil, nil) == NATS_OK else { return nil }
            defer { natsMsg_Destroy(message) }
            let bytes = UnsafeRawBufferPointer(
                start: natsMsg_GetData(message), count: Int(natsMsg_GetDataLength(message)))
            return [UInt8](bytes)
        }
    }

    fileprivate func publish(_ bytes: [UInt8], to subject: String) throws {
        try connected { connection in
            bytes.withUnsafeBytes { _ = natsConnection_Publish(connection, subject, $0.baseAddress, Int32($0.count)) }
            natsConnection_Flush(connection)
        }
    }

    private func connected<Value>(_ body: (OpaquePointer?) throws -> Value) throws -> Value {
        var connection: OpaquePointer?
        try #require(natsConnection_ConnectTo(&connection, url) == NATS_OK)
        defer { natsConnection_Destroy(connection) }
        return try body(connection)
    }
}
