import Catga
import CatgaNATS
import Foundation
import Testing

@testable import TransportConformance

@Suite("Hosts that take a connection and say nothing, or not even take it", .serialized)
struct SilentHostTests {
    /// In the place of a server: takes connections and never says a word, or swallows even their first packet, as a host does
    /// that has lost its power.
    private final class SilentHost {
        private var sockets: [Int32]

        init(port: Int, takesConnections: Bool) throws {
            sockets = [try NATSServer.bind(port: UInt16(port)).socket]
            guard listen(sockets[0], takesConnections ? 64 : 0) == 0 else {
                throw NATSServer.Failure(message: "nobody listens in the server's place")
            }
            guard !takesConnections else { return }
            // Packets of more than a full queue holds are dropped.
            for _ in 0..<4 { sockets.append(NATSServer.beginConnecting(to: port)) }
        }

        deinit {
            for socket in sockets.reversed() { close(socket) }
        }
    }

    @Test("Calls end in time while the host is silent, and reach it once it is back", arguments: [false, true])
    func silent(takesConnections: Bool) async throws {
        let server = try NATSServer()
        var configuration = NATSConfiguration(server.url)
        configuration.connectTimeoutMilliseconds = 20_000
        let nodes = Nodes(.nats(configuration))
        let client = try await nodes.silent("c") { $0.requestTimeoutMilliseconds = 200 }
        try await client.start()
        server.kill()
        var host: SilentHost? = try SilentHost(port: server.port, takesConnections: takesConnections)
        // Until both connections are being made again.
        try await Task.sleep(for: .seconds(1))
        let start = ContinuousClock.now
        await #expect(throws: CatgaError.self) { _ = try await client.send(Double(number: 1)) }
        try await client.publish(Noticed(number: 1))
        #expect(start.duration(to: .now) < .seconds(10))
        host = nil
        try server.start()
        _ = host
        _ = try await nodes.serving("a")
        let back = ContinuousClock.now
        var reply: Int64?
        while reply == nil, back.duration(to: .now) < .seconds(30) {
            reply = try? await client.send(Double(number: 2))
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(reply == 4)
        #expect(back.duration(to: .now) < .seconds(8))
        await nodes.shutdown()
    }

    @Test("A node ends in time while its server's host is silent")
    func end() async throws {
        let server = try NATSServer()
        var configuration = NATSConfiguration(server.url)
        configuration.connectTimeoutMilliseconds = 20_000
        let node = try await Nodes(.nats(configuration)).serving("a")
        server.kill()
        let host = try SilentHost(port: server.port, takesConnections: true)
        try await Task.sleep(for: .seconds(1))
        let start = ContinuousClock.now
        await node.shutdown()
        #expect(start.duration(to: .now) < .seconds(10))
        _ = host
    }
}
