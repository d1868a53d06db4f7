import CatgaCore
import Foundation
import Testing

@Suite("Envelope vectors")
struct EnvelopeVectorTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/wire/envelope")

    private static let trace = TraceContext(
        traceIDHigh: 0x0AF7_6519_16CD_43DD,
        traceIDLow: 0x8448_EB21_1C80_319C,
        parentID: 0xB7AD_6B71_6920_3331,
        flags: 1
    )

    private static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "\(file).bin")))
    }

    private static func read(_ bytes: [UInt8]) -> Result<Envelope, WireError> {
        bytes.withUnsafeBytes { bytes in
            do throws(WireError) {
                var reader = WireReader(bytes)
                return .success(try Envelope(from: &reader))
            } catch {
                return .failure(error)
            }
        }
    }

    private static func envelope(_ kind: Envelope.Kind, _ quality: DeliveryQuality, _ trace: TraceContext?)
        -> Envelope
    {
        Envelope(
            kind: kind,
            qualityOfService: quality,
            typeID: 0x1122_3344_5566_7788,
            context: Context(
                messageID: 0x0102_0304_0506_0708,
                correlationID: 9,
                sourceNode: 3,
                deadlineMilliseconds: 1_760_000_000_000,
                attempt: 2,
                trace: trace
            )
        )
    }

    private func expectAlike(_ read: Envelope, _ envelope: Envelope) {
        #expect(read.kind == envelope.kind && read.qualityOfService == envelope.qualityOfService)
        #expect(read.typeID == envelope.typeID && read.context == envelope.context)
        #expect(read.payloadSize == 3)
    }

    @Test("A frame is read and written as the vector has it")
    func roundTrip() throws {
        var plain = Self.envelope(.reliableEvent, .effectivelyOnce, nil)
        plain.context = Context(messageID: 0x0102_0304_0506_0708, correlationID: 0x0102_0304_0506_0708)
        let expected = [
            ("plain", plain),
            ("command", Self.envelope(.command, .atLeastOnce, nil)),
            ("event-traced", Self.envelope(.event, .atMostOnce, Self.trace)),
        ]
        for (file, envelope) in expected {
            let bytes = try Self.bytes(file)
            expectAlike(try Self.read(bytes).get(), envelope)
            var writer = WireWriter()
            envelope.encode(into: &writer)
            #expect(writer.count == envelope.encodedSize)
            #expect(writer.bytes() + [1, 2, 3] == bytes)
        }
    }

    @Test("A reader passes over what a newer writer put behind the fields it knows")
    func newerWriter() throws {
        expectAlike(
            try Self.read(Self.bytes("newer-writer")).get(), Self.envelope(.query, .effectivelyOnce, Self.trace))
    }

    @Test("Flags that must be understood, other versions and too small headers are refused")
    func refused() throws {
        let bytes = try Self.bytes("event-traced")
        for (place, value) in [(0, 0), (1, 2), (1, 0), (2, 0), (2, 7), (3, 3), (5, 0x10), (5, 0x80), (6, 83), (6, 24)] {
            var broken = bytes
            broken[place] = UInt8(value)
            #expect(throws: WireError.self, "\(place)") { try Self.read(broken).get() }
        }
        for length in 0..<84 {
            #expect(throws: WireError.self) { try Self.read(Array(bytes[..<length])).get() }
        }
    }

    @Test("A trace whose ids are zero is no trace")
    func zeroTrace() throws {
        var bytes = try Self.bytes("event-traced")
        for place in 68..<76 { bytes[place] = 0 }
        #expect(try Self.read(bytes).get().context.trace == nil)
    }

    @Test("An error reply is written as the vector has it")
    func errorReply() throws {
        var error = CatgaError(rejected: 7, message: "No stock")
        error.isRetryable = true
        var writer = WireWriter()
        Self.envelope(.command, .atLeastOnce, Self.trace).encodeReply(.errorReply, into: &writer)
        error.encode(into: &writer)
        #expect(writer.bytes() == (try Self.bytes("error-reply")))
    }

    @Test("However long an error's texts are, the reply stays small")
    func boundedError() {
        let long = String(repeating: "🚚", count: 100_000)
        var writer = WireWriter()
        CatgaError(code: .handlerFailed, message: long, cause: long).encode(into: &writer)
        #expect(writer.count <= 2 * 4_008 + 16)
    }
}
