import CatgaCore
import Testing

@Suite("Envelope")
struct EnvelopeTests {
    private let envelope = Envelope(
        kind: .command,
        qualityOfService: .atLeastOnce,
        typeID: 0x0102_0304_0506_0708,
        context: Context(messageID: 1, correlationID: 2, sourceNode: 3, deadlineMilliseconds: 4, attempt: 5),
        payloadSize: 3
    )

    private func frame() -> [UInt8] {
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

    @Test("Every byte stands where the table in its documentation says")
    func layout() {
        let bytes = frame()
        #expect(Array(bytes[0..<8]) == [0xCA, 1, 1, 1, 0, 0, 56, 0])
        #expect(Array(bytes[8..<16]) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect([16, 24, 32, 40, 48, 52].map { bytes[$0] } == [1, 2, 3, 4, 5, 3])
        #expect(bytes.count == Envelope.headerSize + 3)
    }

    @Test("It reads back what it wrote and leaves the reader at the payload")
    func roundTrip() throws {
        let (read, rest) = try read(frame())
        #expect(read == envelope)
        #expect(rest == 3)
    }

    @Test("A longer header of a newer writer is passed over")
    func longerHeader() throws {
        var bytes = frame()
        bytes[6] = 58
        bytes.insert(contentsOf: [7, 7], at: 56)
        let (read, rest) = try read(bytes)
        #expect(read == envelope)
        #expect(rest == 3)
    }

    @Test(
        "Wrong mark, version, kind, quality of service, must-understand flag, header size or length is refused",
        arguments: [0, 1, 2, 3, 5, 6, 52]
    )
    func refused(offset: Int) {
        var bytes = frame()
        bytes[offset] = 0x2F
        #expect(throws: WireError.self) { try read(bytes) }
    }

    @Test("A frame cut at any byte is refused")
    func truncated() {
        for length in 0..<frame().count {
            #expect(throws: WireError.self) { try read(Array(frame()[..<length])) }
        }
    }
}
