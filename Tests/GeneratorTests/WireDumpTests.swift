import Catga
import CatgaModel
import CatgaScanner
import Foundation
import GoldenWire
import Testing

@testable import catga_gen

/// What `inspect --wire` says of bytes beside what the generated decoders say of them.
@Suite("Bytes in words")
struct WireDumpTests {
    private static let schema: WireSchema = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/golden/GoldenWire/Input")
        let files = ["Hostile.swift", "Layouts.swift", "Vectors.swift", "Versions.swift"].map { name in
            let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
            return SourceFile(path: name, bytes: Array(bytes))
        }
        let module = Module(name: "GoldenWire", kind: .library, isInTargetPackage: true)
        return WireSchema(of: [ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: files)))])
    }()

    private static let sent = Report(
        samples: [
            GoldenWire.Sample(isValid: true, value: 1.5, sensor: 258, spot: Spot(x: -1, y: 7), quality: .good),
            GoldenWire.Sample(isValid: false, value: 0, sensor: 0, spot: Spot(x: 0, y: 0), quality: nil),
        ],
        spot: Spot(x: 1, y: 2), spots: [3: Spot(x: 4, y: 5)], date: Date(timeIntervalSinceReferenceDate: 0),
        dates: [nil, Date(timeIntervalSinceReferenceDate: 0)],
        id: UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)),
        names: [UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)): "someone"],
        duration: .seconds(-90), timeout: nil
    )

    private static let payment = Payment.split(
        [.cash, .card(number: "4711", 3), .transfer(nil), .transfer(Transfer(account: "x"))], tip: ["a": 1]
    )

    private static let profile = Second.Profile(
        id: 9, name: "Ada", tags: ["a", "b"], age: 3, origin: First.Profile(id: 1, name: "")
    )

    private func dump(
        _ bytes: [UInt8],
        _ type: String,
        _ schema: WireSchema = Self.schema
    ) -> (lines: [String], fault: WireFault?) {
        var dump = WireDump(bytes, schema: schema)
        do throws(WireFault) {
            try dump.value("payload", .named(type))
            try dump.end()
            return (dump.lines, nil)
        } catch {
            return (dump.lines, error)
        }
    }

    @Test("Every member of a fixed struct, a collection and a .NET value stands at its offset with its name")
    func report() throws {
        let (lines, fault) = dump(Self.sent.encoded(), "GoldenWire.Report")
        #expect(fault == nil)
        let text = lines.joined(separator: "\n")
        for part in [
            "payload: GoldenWire.Report, 9 members", "samples: 2 elements", "[0]: GoldenWire.Sample, 32 bytes",
            "sensor: 258", "quality: good (2)", "quality: nil", "padding", "date: 2001-01-01T00:00:00Z (",
            "id: 00010203-0405-0607-0809-0a0b0c0d0e0f", "[0] value: \"someone\" (7 bytes)",
            "duration: -90.0 s (-900000000 ticks)", "timeout: nil",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(lines[0].hasPrefix("00000000  09 "))
    }

    @Test("A union's case and a version-tolerant object's members are told apart")
    func shapes() throws {
        let payment = dump(Self.payment.encoded(), "GoldenWire.Payment")
        #expect(payment.fault == nil)
        #expect(payment.lines.contains { $0.hasSuffix("[1]: GoldenWire.Payment.card (1)") })
        #expect(payment.lines.contains { $0.hasSuffix("number: \"4711\" (4 bytes)") })
        let newer = dump(Self.profile.encoded(), "GoldenWire.First.Profile")
        #expect(newer.fault == nil)
        #expect(newer.lines.contains { $0.hasSuffix("bytes of a newer version") })
        let older = dump(First.Profile(id: 1, name: "x").encoded(), "Second.Profile")
        #expect(older.fault == nil)
        #expect(older.lines.contains { $0.hasSuffix("tags: not sent") })
    }

    @Test("What the generated decoder reads, the dump reads; what one refuses, the other refuses")
    func agreement() throws {
        let cases: [(String, [UInt8], ([UInt8]) throws -> Void)] = [
            ("GoldenWire.Report", Self.sent.encoded(), { _ = try Report(decoding: $0) }),
            ("GoldenWire.Payment", Self.payment.encoded(), { _ = try Payment(decoding: $0) }),
            ("Second.Profile", Self.profile.encoded(), { _ = try Second.Profile(decoding: $0) }),
        ]
        for (type, bytes, decode) in cases {
            for length in 0..<bytes.count { #expect(dump(Array(bytes[..<length]), type).fault != nil) }
            for place in bytes.indices {
                for byte: UInt8 in [0, 1, 2, 7, 127, 128, 250, 255] {
                    var damaged = bytes
                    damaged[place] = byte
                    let fault = dump(damaged, type).fault
                    do {
                        try decode(damaged)
                        #expect(fault == nil, "\(type) at \(place): \(String(describing: fault))")
                    } catch let error as WireError {
                        // The dump keeps no set of what it has seen.
                        if error.code != .duplicateKey { #expect(fault != nil, "\(type) at \(place): \(error)") }
                    }
                }
            }
        }
    }

    @Test("A header is printed field by field, with what a newer writer put behind them")
    func header() throws {
        let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/wire/envelope")
        var dump = WireDump(
            Array(try Data(contentsOf: vectors.appending(path: "newer-writer.bin"))), schema: Self.schema)
        do throws(WireFault) {
            try dump.frame()
            Issue.record("its type is unknown")
        } catch {
            #expect(error.message == "no message that was named has this type id")
        }
        let fields = [
            "mark: ca", "version: 01", "kind: query", "quality of service: 2",
            "flags: 0x009f, source node, correlation id, deadline, attempt, trace context", "header size: 96",
            "type id: 0x1122334455667788", "message id: 72623859790382856", "source node: 3", "correlation id: 9",
            "deadline: 1760000000000", "attempt: 2", "trace id: 0af7651916cd43dd8448eb211c80319c",
            "parent span id: b7ad6b7169203331", "trace flags: 01", "zero: 00000000000000", "newer header: 12 bytes",
        ]
        #expect(dump.lines.count == fields.count + 1)
        for (line, field) in zip(dump.lines, fields) { #expect(line.hasSuffix(" \(field)"), "\(line)") }
    }

    @Test("However much there is to say, the text is bounded")
    func bounds() throws {
        let many = Payment.split(
            Array(repeating: .split(Array(repeating: .cash, count: 100), tip: [:]), count: 100), tip: [:])
        let bytes = many.encoded()
        let (lines, fault) = dump(bytes, "GoldenWire.Payment")
        #expect(fault == nil)
        #expect(lines.count <= WireDump.Limits.lines)
        #expect(lines.contains { $0.hasSuffix("…: 84 more") })
        #expect(lines.allSatisfy { $0.utf8.count < 600 })
    }

    @Test("Neither rubbish nor a schema that goes round in circles makes it trap or go on for ever")
    func hostile() throws {
        let text = """
            catga.lock 1
            struct A
              layout fixed
              member b: #B
            struct B
              layout fixed
              member a: #A
            struct C
              layout regular
              member c: #C
            """
        let lock = LockFile(path: "l", bytes: Array(text.utf8))
        try #require(lock.fault == nil)
        for name in ["A", "C"] {
            #expect(dump(Array(repeating: 1, count: 200), name, lock.schema).fault != nil)
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...80)).map { _ in UInt8.random(in: 0...255, using: &random) }
            for entry in Self.schema.entries { _ = dump(bytes, entry.name) }
            var frame = WireDump([0xCA, 1] + bytes, schema: Self.schema)
            do throws(WireFault) { try frame.frame() } catch { frame.note(error) }
            #expect(frame.lines.count < 40)
        }
    }

    @Test("A peer's text does not reach the terminal as it is")
    func terminal() {
        let (lines, _) = dump(Transfer(account: "\u{1B}[2J\u{202E}\n").encoded(), "GoldenWire.Transfer")
        #expect(lines.last?.hasSuffix(#"account: "\u{1b}[2J\u{202e}\u{a}" (8 bytes)"#) == true, "\(lines)")
    }
}
