import CatgaCore
import Testing

@Suite("Plain headers")
struct PlainHeaderTests {
    private func frame(
        source: UInt64 = 3, correlation: UInt64 = 2, deadline: UInt64 = 0, attempt: UInt32 = 1,
        trace: TraceContext? = nil
    ) -> [UInt8] {
        var writer = WireWriter()
        let context = Context(
            messageID: 1 << 40, correlationID: correlation, sourceNode: source, deadlineMilliseconds: deadline,
            attempt: attempt, trace: trace)
        Envelope(kind: .query, qualityOfService: .atLeastOnce, typeID: 9, context: context).encode(into: &writer)
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

    /// Whether the two agree; `nil` where the short way does not take the frame.
    private func agrees(_ bytes: [UInt8]) -> Bool? {
        guard let header = PlainHeader(unsafelyLent: bytes.span.bytes) else { return nil }
        guard let read = envelope(of: bytes) else { return false }
        var short = WireWriter()
        var long = WireWriter()
        header.encodeReply(into: &short)
        read.encodeReply(into: &long)
        return header.isOf(read.kind) && header.isRequest == (read.kind == .command || read.kind == .query)
            && header.quality == read.qualityOfService.rawValue && header.typeID == read.typeID
            && header.messageID == read.context.messageID && header.sourceNode == read.context.sourceNode
            && header.context == read.context && !read.isHandledAtSource
            && bytes.count - header.size == read.payloadSize && short.bytes() == long.bytes()
    }

    @Test("Whatever byte is changed, what is taken is what its envelope says, and so is the reply's header")
    func agreesWithEnvelope() {
        for (source, correlation) in [(3, 2), (3, 1 << 40), (0, 2), (0, 1 << 40)] as [(UInt64, UInt64)] {
            let plain = frame(source: source, correlation: correlation)
            var taken = 0
            for offset in plain.indices {
                for byte in UInt8.min...UInt8.max {
                    var bytes = plain
                    bytes[offset] = byte
                    guard let agrees = agrees(bytes) else { continue }
                    taken += 1
                    #expect(agrees, "byte \(offset) is \(byte)")
                }
            }
            // Any byte behind the first eight; six kinds, three qualities, and what must be as it was: mark, version, the
            // flags' upper half, the size's halves. The lower half of the flags may name the other of two fields.
            let others = (source == 0) == (correlation == 1 << 40) ? 1 : 2
            #expect(taken == (plain.count - 8) * 256 + 6 + 3 + 5 + others)
        }
    }

    @Test("A frame that is cut, says anything else, or comes from a newer writer is not taken")
    func others() {
        #expect(isTaken(frame()))
        for length in 0..<frame().count - 3 { #expect(!isTaken(Array(frame()[..<length]))) }
        #expect(!isTaken(frame(deadline: 1)))
        #expect(!isTaken(frame(attempt: 2)))
        #expect(!isTaken(frame(trace: TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1))))
        var handled = frame()
        handled[4] |= 0x20
        #expect(envelope(of: handled)?.isHandledAtSource == true && !isTaken(handled))
        var longer = frame()
        longer[6] += 2
        longer.insert(contentsOf: [7, 7], at: 40)
        #expect(envelope(of: longer) != nil && !isTaken(longer))
    }
}
