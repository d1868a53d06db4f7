import CNATS
import Catga
import CatgaNATS
import Testing

@testable import TransportConformance

@Suite("Dead letters on NATS", .serialized)
struct DeadLetterTests {
    @Test("What cannot be set aside stays where it is, and is set aside when it can be; others go on")
    func noTarget() async throws {
        let server = try NATSServer()
        let nodes = Nodes(
            Bus(
                configuration: { .nats(server.url, service: $0, name: $1) },
                deadLetterReasons: { try await deadLetterReasons(server.url) }
            )
        )
        _ = try await nodes.serving("a")
        try server.jetStream { #expect(js_DeleteStream($0, "catga-dead", nil, nil) == NATS_OK) }
        let client = try await nodes.silent("c")
        try await client.enqueue(Work(name: "refuse"))
        try await nodes.journal.wait("it to come again") { $0.lines(with: "refuse").count >= 2 }
        try await client.enqueue(Work(name: "other"))
        try await nodes.journal.wait("the other") { $0.lines(with: "other").count == 1 }
        try await wait { try server.stored("catga-commands") <= 1 }
        #expect(try server.stored("catga-commands") == 1)
        // The next node that starts makes the stream anew.
        _ = try await nodes.serving("b")
        var reasons: [String] = []
        for _ in 0..<3_000 where reasons.isEmpty {
            reasons = try await deadLetterReasons(server.url)
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(reasons.count == 1 && reasons.allSatisfy { $0.contains("The test declines") })
        try await wait { try server.stored("catga-commands") <= 0 }
        #expect(try server.stored("catga-commands") == 0)
        await nodes.shutdown()
    }

    @Test("A message of nearly all the bytes that the server takes is set aside without a reason")
    func large() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a") { $0.redelivery = RetrySchedule(maximumAttempts: 1) }
        let client = try await nodes.silent("c")
        try await client.enqueue(Work(name: "refuse" + String(repeating: "x", count: (1 << 20) - 200)))
        try await wait { try server.stored("catga-dead") == 1 }
        #expect(try server.stored("catga-dead") == 1)
        try await wait { try server.stored("catga-commands") == 0 }
        #expect(try server.stored("catga-commands") == 0)
        await nodes.shutdown()
    }

    @Test("Line breaks in a reason become no headers")
    func injection() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a") { $0.redelivery = RetrySchedule(maximumAttempts: 1) }
        let client = try await nodes.silent("c")
        try await client.enqueue(Work(name: "fail\r\nInjected: yes\r\n\r\nbody"))
        var reasons: [String] = []
        for _ in 0..<3_000 where reasons.isEmpty {
            reasons = try await deadLetterReasons(server.url)
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(reasons.first?.contains("fail  Injected: yes    body") == true, "\(reasons)")
        await nodes.shutdown()
    }
}

extension NATSServer {
    /// JetStream by libnats' own functions.
    func jetStream(_ body: (OpaquePointer?) throws -> Void) throws {
        var (connection, context): (OpaquePointer?, OpaquePointer?)
        guard natsConnection_ConnectTo(&connection, url) == NATS_OK,
            natsConnection_JetStream(&context, connection, nil) == NATS_OK
        else { throw Failure(message: "JetStream is not there") }
        defer {
            jsCtx_Destroy(context)
            natsConnection_Destroy(connection)
        }
        try body(context)
    }

    /// Messages in a stream.
    fileprivate func stored(_ stream: String) throws -> UInt64 {
        var count = UInt64.max
        try jetStream { context in
            var information: UnsafeMutablePointer<jsStreamInfo>?
            guard js_GetStreamInfo(&information, context, stream, nil, nil) == NATS_OK else { return }
            count = information?.pointee.State.Msgs ?? .max
            jsStreamInfo_Destroy(information)
        }
        return count
    }
}
