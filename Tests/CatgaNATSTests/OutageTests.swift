import CNATS
import Catga
import CatgaNATS
import Foundation
import Testing

@testable import TransportConformance

@Suite("What NATS servers do to a node", .serialized)
struct OutageTests {
    @Test("A node ends in time while its server is away, and while it stands still", arguments: [false, true])
    func end(_ isPaused: Bool) async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        let node = try await nodes.serving("a")
        if isPaused { server.pause() } else { server.kill() }
        let start = ContinuousClock.now
        #expect(await node.shutdown().isClean)
        #expect(start.duration(to: .now) < .seconds(isPaused ? 25 : 10))
    }

    @Test("A node that writes more than a server takes that stands still goes on, and ends")
    func standstill() async throws {
        let server = try NATSServer(jetStream: false)
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        let node = try await nodes.silent("a")
        try await node.start()
        server.pause()
        // More than the buffers of both ends hold, unless it is told before that nothing goes out.
        _ = await Task { for number in 0..<300_000 { try await node.publish(Noticed(number: Int64(number))) } }.result
        let start = ContinuousClock.now
        await node.shutdown()
        #expect(start.duration(to: .now) < .seconds(30))
    }

    @Test("What comes after a longer time than messages are asked for comes at once")
    func idle() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        try await Task.sleep(for: .seconds(11))
        let start = ContinuousClock.now
        try await client.enqueue(Work(name: "late"))
        try await nodes.journal.wait("the command") { $0.lines(with: "works late").count == 1 }
        // Where the end of a request is not understood, the next is made twelve seconds later.
        #expect(start.duration(to: .now) < .milliseconds(1_500))
        await nodes.shutdown()
    }

    @Test("What was on its way to a server that died is stored as soon as it is back")
    func storedAgain() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        try await client.publish(Placed(number: 1))
        server.pause()
        let start = ContinuousClock.now
        let publishing = Task { try await client.publish(Placed(number: 2)) }
        try await Task.sleep(for: .milliseconds(300))
        server.kill()
        try server.start()
        try await publishing.value
        // The acknowledgement alone is waited for for five seconds from then on.
        #expect(start.duration(to: .now) < .seconds(5))
        try await nodes.journal.wait("the events") { $0.lines(with: "a hears").count >= 2 }
        #expect(nodes.journal.lines(with: "a hears 2").count == 1)
        await nodes.shutdown()
    }

    @Test("What is to be kept is tried again until there is a stream, one by one and in one call")
    func streamIsAway() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        let client = try await nodes.silent("c")
        try await client.enqueue(Work(name: "lost"))
        try server.jetStream { #expect(js_DeleteStream($0, "catga-commands", nil, nil) == NATS_OK) }
        let one = Task { try await client.enqueue(Work(name: "one")) }
        let many = Task { try await client.enqueueAll(["two", "three"].map { Work(name: $0) }) }
        // Longer than the few tries of a request take.
        try await Task.sleep(for: .milliseconds(700))
        // Makes it anew.
        _ = try await nodes.serving("a")
        try await one.value
        try await many.value
        let lines = ["a works one", "a works three", "a works two"]
        try await nodes.journal.wait("the commands") { $0.lines.sorted() == lines }
        await nodes.shutdown()
    }

    @Test("Events of one call that were on their way to a server that died are stored when it is back, each once")
    func allStoredAgain() async throws {
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        try await client.publish(Placed(number: 0))
        server.pause()
        let numbers = (0..<900 as Range<Int64>)
        let publishing = Task { try await client.publishAll(numbers.map { Placed(number: $0) }, inFlight: 50) }
        try await Task.sleep(for: .milliseconds(300))
        server.kill()
        try server.start()
        try await publishing.value
        try await nodes.journal.wait("the events") { $0.lines(with: "a hears").count >= 901 }
        // The first was published before as well.
        #expect(nodes.journal.lines(with: "a hears").sorted() == (numbers + [0]).map { "a hears \($0)" }.sorted())
        await nodes.shutdown()
    }

    @Test("A start that is tried again after the server stood still listens once")
    func startedAgain() async throws {
        let server = try NATSServer(jetStream: false)
        let node = try await CatgaNode(.nats(server.url, service: "shop", name: "a"))
        server.pause()
        let error = await #expect(throws: CatgaError.self) { try await node.start() }
        #expect(error?.isRetryable == true)
        server.resume()
        try await node.start()
        var connection: OpaquePointer?
        #expect(natsConnection_ConnectTo(&connection, server.url) == NATS_OK)
        defer { natsConnection_Destroy(connection) }
        natsConnection_PublishString(connection, "catga.node.a.req", "rubbish")
        natsConnection_Flush(connection)
        try await wait { node.droppedFrames > 0 }
        // Time for what must not come.
        try await Task.sleep(for: .milliseconds(300))
        #expect(node.droppedFrames == 1)
        await node.shutdown()
    }
}
