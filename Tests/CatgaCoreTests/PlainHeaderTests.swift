import CatgaCore
import Testing

@Suite("Plain headers")
struct PlainHeaderTests {
    private func frame(deadline: UInt64 = 0, trace: TraceContext? = nil) -> [UInt8] {
        var writer = WireWriter()
        let context = Context(
            messageID: 1 << 40, correlationID: 2, sourceNode: 3, deadlineMilliseconds: deadline, attempt: 5,
            trace: trace)
        Envelope(kind: .query, qualityOfService: .atLeastOnce, typeID: 9, context: context, payloadSize: 3)
            .encode(into: &writer)
        return writer.bytes() + [9, 9, 9]
    }

    private func envelope(of bytes: [UInt8]) -> Envelope? {
        bytes.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            return try? Envelope(from: &reader)
        }
    }

    private func isTaken(_ bytes: [UInt8]) -> Bool {
        PlainHeader(unsafelyLent: bytes.span.bytes) != nil
    }

    @Test("Whatever byte is changed, what is taken is what its envelope says, and so is the reply's header")
    func agreesWithEnvelope() throws {
        var taken = 0
        for offset in frame().indices {
            for byte in UInt8.min...UInt8.max {
                var bytes = frame()
                bytes[offset] = byte
                guard let request = PlainHeader(unsafelyLent: bytes.span.bytes) else { continue }
                taken += 1
                let read = try #require(envelope(of: bytes), "byte \(offset) is \(byte)")
                guard request.isOf(read.kind), request.isRequest == (read.kind == .command || read.kind == .query),
                    request.quality == read.qualityOfService.rawValue, request.typeID == read.typeID,
                    request.context == read.context, replyHeader(to: request) == replyHeader(to: read)
                else {
                    Issue.record("byte \(offset) is \(byte)")
                    continue
                }
            }
        }
        // Any byte of the type id, the three ids, the attempt and the payload; six kinds, three qualities, and the bytes that
        // must be what they were: mark, version, flags, header size, deadline, payload size.
        #expect(taken == (4 * 8 + 4 + 3) * 256 + 6 + 3 + 2 + 2 + 2 + 8 + 4)
    }

    private func replyHeader(to request: PlainHeader) -> [UInt8] {
        var writer = WireWriter()
        request.encodeReply(into: &writer)
        return writer.bytes()
    }

    private func replyHeader(to envelope: Envelope) -> [UInt8] {
        var writer = WireWriter()
        envelope.encode(as: .reply, payloadSize: envelope.payloadSize, into: &writer)
        return writer.bytes()
    }

    @Test("A frame that is cut, has a deadline or a trace, or comes from a newer writer is not taken")
    func others() {
        #expect(isTaken(frame()))
        for length in 0..<frame().count { #expect(!isTaken(Array(frame()[..<length]))) }
        #expect(!isTaken(frame() + [9]))
        #expect(!isTaken(frame(deadline: 1)))
        #expect(!isTaken(frame(trace: TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1))))
        var longer = frame()
        longer[6] = 58
        longer.insert(contentsOf: [7, 7], at: 56)
        #expect(envelope(of: longer) != nil && !isTaken(longer))
    }
}
