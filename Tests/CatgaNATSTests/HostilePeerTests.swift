import CNATS
import Catga
import CatgaNATS
import Testing

@Suite("Hostile peers on NATS", .serialized)
struct HostilePeerTests {
    @Test("Bytes that are no message are dropped and counted, and the node goes on")
    func rubbish() async throws {
        let server = try NATSServer()
        let node = try await CatgaNode(.nats(server.url, service: "shop", name: "a"))
        try await node.start()
        var connection: OpaquePointer?
        #expect(natsConnection_ConnectTo(&connection, server.url) == NATS_OK)
        defer { natsConnection_Destroy(connection) }
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in CChar.random(in: .min ... .max) }
            for subject in ["catga.node.a.req", "catga.nodes"] {
                natsConnection_Publish(connection, subject, bytes, Int32(length))
                natsConnection_PublishRequest(connection, subject, "somewhere", bytes, Int32(length))
            }
        }
        natsConnection_Flush(connection)
        for _ in 0..<3_000 where node.droppedFrames < 400 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(node.droppedFrames == 400)
        #expect(node.nodes.map(\.id) == ["a"])
        #expect(await node.shutdown().isClean)
    }

    @Test("Twenty starts and ends under traffic leave nothing behind that crashes")
    func cycles() async throws {
        let server = try NATSServer(jetStream: false)
        let traffic = Task {
            var connection: OpaquePointer?
            natsConnection_ConnectTo(&connection, server.url)
            defer { natsConnection_Destroy(connection) }
            while !Task.isCancelled {
                for _ in 0..<50 { natsConnection_PublishString(connection, "catga.node.a.req", "rubbish") }
                natsConnection_Flush(connection)
                await Task.yield()
            }
        }
        for _ in 0..<20 {
            let node = try await CatgaNode(.nats(server.url, name: "a"))
            try await node.start()
            await node.shutdown()
        }
        traffic.cancel()
        await traffic.value
    }
}
