import Catga
import Testing

@Suite("Messages from bytes")
struct BytesTests {
    private func frame(
        _ kind: Envelope.Kind,
        typeID: UInt64,
        _ payload: [UInt8],
        trace: TraceContext? = nil,
        deadlineMilliseconds: UInt64 = 0
    ) -> [UInt8] {
        var writer = WireWriter()
        Envelope(
            kind: kind,
            qualityOfService: .atMostOnce,
            typeID: typeID,
            context: Context(
                messageID: 11,
                correlationID: 12,
                deadlineMilliseconds: deadlineMilliseconds,
                trace: trace
            ),
            payloadSize: payload.count
        ).encode(into: &writer)
        return writer.bytes() + payload
    }

    private func node() async throws -> CatgaNode {
        var configuration = NodeConfiguration.embedded
        configuration.maximumFrameSize = 100
        let node = try await CatgaNode(configuration)
        node.registerDouble()
        return node
    }

    private func error(in reply: [UInt8]) throws -> CatgaError {
        try #require(reply.count > Envelope.headerSize)
        #expect(reply[2] == Envelope.Kind.errorReply.rawValue)
        return try Array(reply[Envelope.headerSize...]).withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            return try CatgaError(from: &reader)
        }
    }

    @Test("The reply's frame repeats the request's ids")
    func reply() async throws {
        let reply = try await node().receive(frame(.query, typeID: 1, [21]))
        #expect(reply.last == 42)
        #expect(reply[16] == 11 && reply[24] == 12)
    }

    @Test("The reply belongs to the request's trace, an error reply too")
    func trace() async throws {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        for typeID in [1, 99] as [UInt64] {
            let reply = try await node().receive(frame(.query, typeID: typeID, [21], trace: trace))
            let envelope = try reply.withUnsafeBytes { bytes in
                var reader = WireReader(bytes)
                return try Envelope(from: &reader)
            }
            #expect(envelope.context.trace == trace)
            #expect(envelope.kind == (typeID == 1 ? .reply : .errorReply))
        }
    }

    @Test("A handler sees the trace of its message, and hands it on with the context")
    func traceOfHandler() async throws {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        let node = try await CatgaNode(.embedded)
        node.registerAsync { _, context in context.trace == trace ? 1 : 0 }
        #expect(try await node.receive(frame(.query, typeID: 1, [21], trace: trace)).last == 1)
        #expect(try await node.receive(frame(.query, typeID: 1, [21])).last == 0)
        #expect(try await node.ask(21, in: Context(trace: trace)) == 1)
    }

    @Test("A frame past its deadline is answered with an error and does not reach its handler")
    func deadline() async throws {
        let reply = try await node().receive(frame(.query, typeID: 1, [21], deadlineMilliseconds: 1))
        #expect(try error(in: reply).code == .deadlineExceeded)
    }

    @Test("An unknown type id is answered, not dropped")
    func unknown() async throws {
        let reply = try await node().receive(frame(.command, typeID: 99, []))
        #expect(try error(in: reply).code == .unknownMessage)
        #expect(await code { try await node().receive(frame(.event, typeID: 99, [])) } == .unknownMessage)
    }

    @Test("An envelope whose kind is not the message's is refused")
    func wrongKind() async throws {
        let reply = try await node().receive(frame(.command, typeID: 1, [1]))
        #expect(try error(in: reply).code == .malformed)
    }

    @Test("Rubbish, a frame over the bound and a stray reply are malformed")
    func malformed() async throws {
        let node = try await node()
        let rubbish: [[UInt8]] = [
            [], [0xCA], [UInt8](repeating: 7, count: 60),
            frame(.query, typeID: 1, [UInt8](repeating: 0, count: 50)), frame(.reply, typeID: 1, []),
        ]
        for bytes in rubbish {
            #expect(await code { try await node.receive(bytes) } == .malformed)
        }
    }
}
