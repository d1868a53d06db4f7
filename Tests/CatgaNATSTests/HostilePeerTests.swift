import CNATS
import Catga
import Testing

@testable import CatgaNATS

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

    @Test("Of a message that is done with its headers count as well")
    func headers() throws {
        let server = try NATSServer(jetStream: false)
        var connection: OpaquePointer?
        #expect(natsConnection_ConnectTo(&connection, server.url) == NATS_OK)
        defer { natsConnection_Destroy(connection) }
        var subscription: OpaquePointer?
        #expect(natsConnection_SubscribeSync(&subscription, connection, "x") == NATS_OK)
        defer { natsSubscription_Destroy(subscription) }
        for (headers, data) in [(0, 0), (0, 5), (500_000, 0), (500_000, 5)] {
            var sent: OpaquePointer?
            #expect(natsMsg_Create(&sent, "x", "reply", "bytes", Int32(data)) == NATS_OK)
            defer { natsMsg_Destroy(sent) }
            if headers > 0 { natsMsgHeader_Set(sent, "Much", String(repeating: "h", count: headers)) }
            #expect(natsConnection_PublishMsg(connection, sent) == NATS_OK)
            var message: OpaquePointer?
            #expect(natsSubscription_NextMsg(&message, subscription, 30_000) == NATS_OK)
            // Besides, no more than the subjects and what stands between.
            let size = SpentMessages.size(of: try #require(message))
            #expect(headers + data..<headers + data + 100 ~= size)
            natsMsg_Destroy(message)
        }
    }
}
