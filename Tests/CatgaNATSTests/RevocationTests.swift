import CNATS
import Catga
import Foundation
import Synchronization
import Testing
import ToolTesting

@testable import CatgaNATS
@testable import TransportConformance

@Suite("Connections that the server ends", .serialized)
struct RevocationTests {
    private func users(_ password: String) -> String {
        "authorization { users: [ { user: shop, password: \(password) } ] }"
    }

    @Test("Where credentials are revoked senders are told so, nobody hammers the server, and no secret is said")
    func revoked() async throws {
        let server = try NATSServer(configuration: users("hidden-1"), logs: true)
        let told = Journal()
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = .user("shop", password: "hidden-1")
        configuration.onRefusal = { told.add($0.message) }
        let nodes = Nodes(.nats(configuration))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c")
        #expect(await failures(of: client) == [])
        let before = try server.log(with: "Client connection created").count
        try server.reload(users("hidden-2"))
        for _ in 0..<3_000 where told.lines.count < 2 { try await Task.sleep(for: .milliseconds(10)) }
        // For more than that, if there is more.
        try await Task.sleep(for: .seconds(1))
        let errors = await failures(of: client)
        #expect(errors.map(\.code) == [.transport, .transport, .transport] && errors.allSatisfy { !$0.isRetryable })
        #expect(errors.allSatisfy { $0.message.contains("no longer accepts this node's credentials") }, "\(errors)")
        // Two nodes with two connections each have looked for the server, and once more where it was slow, tried once more, and
        // given up.
        #expect(try server.log(with: "Client connection created").count - before <= 12)
        #expect(told.lines.count == 2 && told.lines.allSatisfy { $0.contains("127.0.0.1:\(server.port)") })
        #expect(!"\(errors)\(told.lines)\(try server.log(with: ""))".contains("hidden"))
        await nodes.shutdown()
    }

    @Test("A token that was changed in its file and at the server is taken up")
    func rotated() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("token", "hidden-1")
        let server = try NATSServer(configuration: "authorization { token: hidden-1 }")
        var configuration = NATSConfiguration(server.url)
        configuration.credentials = .tokenFile(file.path)
        let told = Journal()
        configuration.onRefusal = { told.add($0.message) }
        let nodes = Nodes(.nats(configuration))
        _ = try await nodes.serving("a")
        let client = try await nodes.silent("c") { $0.requestTimeoutMilliseconds = 2_000 }
        #expect(await failures(of: client) == [])
        try folder.write("token", "hidden-2")
        try server.reload("authorization { token: hidden-2 }")
        var errors: [CatgaError] = []
        for _ in 0..<300 {
            try await Task.sleep(for: .milliseconds(100))
            errors = await failures(of: client)
            if errors.isEmpty { break }
        }
        #expect(errors == [])
        #expect(told.lines == [])
        await nodes.shutdown()
    }

    @Test("Fifty connections that were lost at once come back at different times")
    func jitter() async throws {
        let server = try NATSServer(jetStream: false)
        let configuration = NATSConfiguration(server.url)
        let address = try NATSAddress(server.url)
        let times = Times()
        var connections: [NATSConnection] = []
        for number in 0..<50 {
            let events = NATSEvents()
            events.listen(onReconnect: { times.add() }, onRefusal: {})
            connections.append(
                try await NATSConnection.connect(
                    configuration, [address], name: "\(number)", sendsAtOnce: true, events: events))
        }
        // Spread evenly over 300 ms, 40 of 50 take 240 ms; with no wait of chance, as long as 40 connections take.
        var spread = Duration.zero
        for _ in 0..<3 where spread <= .milliseconds(100) {
            times.clear()
            server.kill()
            try server.start()
            for _ in 0..<3_000 where times.all.count < 50 { try await Task.sleep(for: .milliseconds(10)) }
            let all = times.all.sorted()
            try #require(all.count == 50)
            spread = all[4].duration(to: all[44])
        }
        #expect(spread > .milliseconds(100), "40 of 50 came back within \(spread)")
        for connection in connections { await connection.close() }
    }

    @Test("Who listens after the connection was refused for good is told so")
    func refusedEarly() {
        let events = NATSEvents()
        let closure = Unmanaged.passUnretained(events).toOpaque()
        events.retain()
        NATSEvents.failed(nil, nil, NATS_CONNECTION_AUTH_FAILED, closure)
        NATSEvents.closed(nil, closure)
        let told = Journal()
        events.listen(onReconnect: {}, onRefusal: { told.add("refused") })
        #expect(told.lines == ["refused"])
    }

    private final class Times: Sendable {
        private let times = Mutex<[ContinuousClock.Instant]>([])
        func add() { times.withLock { $0.append(.now) } }
        func clear() { times.withLock { $0 = [] } }
        var all: [ContinuousClock.Instant] { times.withLock { $0 } }
    }

    /// What sending a request, an event, and a command to keep end in.
    private func failures(of node: CatgaNode) async -> [CatgaError] {
        var errors: [CatgaError] = []
        do throws(CatgaError) { _ = try await node.send(Echo(bytes: [1]), to: "a") } catch { errors.append(error) }
        do throws(CatgaError) { try await node.publish(Noticed(number: 1)) } catch { errors.append(error) }
        do throws(CatgaError) { try await node.enqueue(Note(text: "x")) } catch { errors.append(error) }
        return errors
    }
}
