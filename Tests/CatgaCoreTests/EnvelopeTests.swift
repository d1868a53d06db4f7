import CatgaCore
import Testing

@Suite("Envelope")
struct EnvelopeTests {
    /// Says all that there is to say.
    private static let full: Envelope = {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        var envelope = Envelope(
            kind: .command,
            qualityOfService: .atLeastOnce,
            typeID: 0x0102_0304_0506_0708,
            context: Context(
                messageID: 1, correlationID: 2, sourceNode: 3, deadlineMilliseconds: 4, attempt: 5, trace: trace)
        )
        envelope.isHandledAtSource = true
        return envelope
    }()

    private func frame(_ envelope: Envelope = full) -> [UInt8] {
        var writer = WireWriter()
        envelope.encode(into: &writer)
        return writer.bytes() + [9, 9, 9]
    }

    private func read(_ bytes: [UInt8]) throws(WireError) -> (Envelope, rest: Int) {
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(WireError) in
            var reader = WireReader(bytes)
            return (try Envelope(from: &reader), reader.remaining)
        }
    }

    /// Whether both say the same, wherever they come from.
    private func areAlike(_ left: Envelope, _ right: Envelope) -> Bool {
        left.kind == right.kind && left.qualityOfService == right.qualityOfService && left.typeID == right.typeID
            && left.context == right.context && left.isHandledAtSource == right.isHandledAtSource
    }

    @Test("Every byte stands where the table in its documentation says")
    func layout() {
        let bytes = frame()
        #expect(Array(bytes[0..<8]) == [0xCA, 1, 1, 1, 0x3F, 0, 84, 0])
        #expect(Array(bytes[8..<16]) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect([16, 24, 32, 40, 48, 59, 67, 75, 76].map { bytes[$0] } == [1, 3, 2, 4, 5, 1, 2, 3, 1])
        #expect(bytes.count == 84 + 3)
    }

    @Test("What a reader takes for granted is not written")
    func leastHeader() throws {
        let least = Envelope(
            kind: .event, qualityOfService: .atMostOnce, typeID: 7, context: Context(messageID: 6, correlationID: 6))
        let bytes = frame(least)
        #expect(Array(bytes[0..<8]) == [0xCA, 1, 3, 0, 0, 0, 24, 0])
        #expect(bytes.count == Envelope.headerSize + 3)
        #expect(areAlike(try read(bytes).0, least))
    }

    @Test("It reads back what it wrote, whatever it says, and leaves the reader at the payload")
    func roundTrip() throws {
        for parts in 0..<64 {
            func part<Value>(_ bit: Int, _ value: Value, else other: Value) -> Value {
                parts & 1 << bit == 0 ? other : value
            }
            var envelope = Self.full
            envelope.context = Context(
                messageID: 1, correlationID: part(1, 2, else: 1), sourceNode: part(0, 3, else: 0),
                deadlineMilliseconds: part(2, 4, else: 0), attempt: part(3, 5, else: 1),
                trace: part(4, Self.full.context.trace, else: nil))
            envelope.isHandledAtSource = part(5, true, else: false)
            let bytes = frame(envelope)
            #expect(bytes[4] == UInt8(parts) && bytes.count == envelope.encodedSize + 3)
            let (read, rest) = try read(bytes)
            #expect(areAlike(read, envelope), "\(parts)")
            #expect(rest == 3 && read.payloadSize == 3)
        }
    }

    @Test("A longer header of a newer writer is passed over, and so are low flags that nobody knows yet")
    func longerHeader() throws {
        var bytes = frame()
        bytes[5] = 0x0F
        bytes[6] += 2
        bytes.insert(contentsOf: [7, 7], at: 84)
        let (read, rest) = try read(bytes)
        #expect(areAlike(read, Self.full))
        #expect(rest == 3)
    }

    @Test(
        "Wrong mark, version, kind, quality of service, must-understand flag or header size is refused",
        arguments: [0, 1, 2, 3, 5, 6]
    )
    func refused(offset: Int) {
        var bytes = frame()
        bytes[offset] = 0x2F
        #expect(throws: WireError.self) { try read(bytes) }
    }

    @Test("A header cut at any byte is refused")
    func truncated() {
        for length in 0..<Self.full.encodedSize {
            #expect(throws: WireError.self) { try read(Array(frame()[..<length])) }
        }
    }

    @Test("A reply names its request and says nothing else of it")
    func reply() throws {
        var writer = WireWriter()
        Self.full.encodeReply(.errorReply, into: &writer)
        #expect(
            writer.bytes() == [0xCA, 1, 6, 1, 0, 0, 24, 0, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    }
}
