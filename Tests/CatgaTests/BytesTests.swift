import Catga
import Testing

@Suite("Messages from bytes")
struct BytesTests {
    /// Both take the same frames and give the same answers.
    enum Way: CaseIterable {
        case waiting
        case now
    }

    private func receive(_ frame: [UInt8], on node: CatgaNode, _ way: Way) async throws(CatgaError) -> [UInt8] {
        if way == .waiting { return try await node.receive(frame) }
        var writer = WireWriter()
        writer.write(UInt8(77))
        try node.receiveNow(frame.span.bytes, into: &writer)
        #expect(writer.bytes().first == 77, "what stood in the writer before still does")
        return Array(writer.bytes().dropFirst())
    }

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
            )
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

    @Test("A reply names its request, an error reply too, and says nothing else of it", arguments: Way.allCases)
    func reply(way: Way) async throws {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        for request in [frame(.query, typeID: 1, [21]), frame(.query, typeID: 1, [21], trace: trace)] {
            let reply = try await receive(request, on: node(), way)
            #expect(reply == [0xCA, 1, 5, 0, 0, 0, 24, 0] + request[8..<24] + [42])
        }
        for trace in [nil, trace] {
            let request = frame(.query, typeID: 99, [21], trace: trace)
            let reply = try await receive(request, on: node(), way)
            #expect(reply.starts(with: [0xCA, 1, 6, 0, 0, 0, 24, 0] + request[8..<24]))
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

    @Test("A frame past its deadline is answered with an error and does not reach its handler", arguments: Way.allCases)
    func deadline(way: Way) async throws {
        let reply = try await receive(frame(.query, typeID: 1, [21], deadlineMilliseconds: 1), on: node(), way)
        #expect(try error(in: reply).code == .deadlineExceeded)
    }

    @Test("An unknown type id is answered, not dropped", arguments: Way.allCases)
    func unknown(way: Way) async throws {
        let reply = try await receive(frame(.command, typeID: 99, []), on: node(), way)
        #expect(try error(in: reply).code == .unknownMessage)
        #expect(await code { try await receive(frame(.event, typeID: 99, []), on: node(), way) } == .unknownMessage)
    }

    @Test("An envelope whose kind is not the message's is refused", arguments: Way.allCases)
    func wrongKind(way: Way) async throws {
        let reply = try await receive(frame(.command, typeID: 1, [1]), on: node(), way)
        #expect(try error(in: reply).code == .malformed)
    }

    @Test("Rubbish, a frame over the bound and a stray reply are malformed", arguments: Way.allCases)
    func malformed(way: Way) async throws {
        let node = try await node()
        let rubbish: [[UInt8]] = [
            [], [0xCA], [UInt8](repeating: 7, count: 60),
            frame(.query, typeID: 1, [UInt8](repeating: 0, count: 70)), frame(.reply, typeID: 1, []),
        ]
        for bytes in rubbish {
            #expect(await code { try await receive(bytes, on: node, way) } == .malformed)
        }
    }

    @Test("Without await, an asynchronous handler or behavior is refused before anything happens")
    func needsAsync() async throws {
        let trace = Trace()
        let node = try await CatgaNode(.embedded)
        node.registerAsync { number, _ in
            trace.add("called")
            return number
        }
        var configuration = NodeConfiguration.embedded
        configuration.behaviors = [Behavior(name: "waiting") { _, context, next in try await next(context) }]
        let other = try await CatgaNode(configuration)
        other.registerDouble()
        for node in [node, other] {
            let error = await code { try await receive(frame(.query, typeID: 1, [21]), on: node, .now) }
            #expect(error == .needsAsync)
        }
        #expect(trace.all.isEmpty)
    }

    @Test("A behavior stands around a handler that is called without await, and may refuse")
    func behavior() async throws {
        var configuration = NodeConfiguration.embedded
        configuration.behaviors = [
            Behavior(
                name: "guard",
                around: { _, _, _ in },
                aroundNow: { _, context, next in if context.messageID == 11 { try next(context) } }
            )
        ]
        let node = try await CatgaNode(configuration)
        node.registerDouble()
        #expect(try await receive(frame(.query, typeID: 1, [21]), on: node, .now).last == 42)
        configuration.behaviors[0].aroundNow = { _, _, _ in }
        let mute = try await CatgaNode(configuration)
        mute.registerDouble()
        let reply = try await receive(frame(.query, typeID: 1, [21]), on: mute, .now)
        #expect(try error(in: reply).code == .handlerFailed)
    }

    @Test("A reliable event from bytes that a handler does not take is delivered again", arguments: Way.allCases)
    func reliable(way: Way) async throws {
        var configuration = NodeConfiguration.embedded
        configuration.redelivery = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 1)
        let node = try await CatgaNode(configuration)
        node.registerToldNow(failingBefore: 2)
        #expect(try await receive(frame(.reliableEvent, typeID: 2, [5]), on: node, way) == [])
        #expect(await node.shutdown(graceMilliseconds: 120_000).isClean)
        configuration.onFailure = { _ in }
        let other = try await CatgaNode(configuration)
        other.registerToldNow(failingBefore: 9)
        #expect(try await receive(frame(.reliableEvent, typeID: 2, [5]), on: other, way) == [])
        #expect(await other.shutdown(graceMilliseconds: 120_000).deadLetters == 1)
        #expect(other.deadLetters.first?.failure.context.messageID == 11)
    }

    @Test("A node that shuts down takes no frame", arguments: Way.allCases)
    func draining(way: Way) async throws {
        let node = try await node()
        await node.shutdown()
        #expect(await code { try await receive(frame(.query, typeID: 1, [21]), on: node, way) } == .shuttingDown)
    }
}
