import Catga
import Foundation
import GoldenWire
import Testing

/// Bytes that MemoryPack itself has written, read and written again by generated code.
@Suite("MemoryPack vectors")
struct MemoryPackVectorTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/wire/memorypack")

    static let files: [String] = ["flow-state", "outbox-message", "stored-snapshot-metadata", "nats-stored-snapshot"]
        .flatMap { type in ["null", "empty", "nonempty", "unicode"].map { "\(type)-\($0).bin" } }

    private static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: file)))
    }

    @Test("Every file of the folder is tried")
    func complete() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found.filter { $0.hasSuffix(".bin") }) == Set(Self.files))
    }

    @Test("Decoded and encoded again, a vector is the same bytes", arguments: files)
    func roundTrip(file: String) throws {
        let bytes = try Self.bytes(file)
        #expect(try Self.encodedAgain(bytes, as: file) == bytes)
    }

    @Test("A vector's members are what the .NET sample holds")
    func members() throws {
        let state = try FlowState(decoding: try Self.bytes("flow-state-nonempty.bin"))
        #expect(state.id == "flow-42")
        #expect(state.type == "Acme.Workflows.Invoice")
        #expect(state.step == 17)
        #expect(state.version == 99)
        #expect(state.owner == "node-a")
        #expect(state.data == [0, 0x7F, 0xFF])
        #expect(state.error == "retry later")
        let snapshot = try NatsStoredSnapshot(decoding: try Self.bytes("nats-stored-snapshot-unicode.bin"))
        #expect(snapshot.streamID == "流-雪")
        #expect(snapshot.version == -42)
    }

    @Test("A truncated vector is an error at every length, never a trap", arguments: files)
    func truncation(file: String) throws {
        let bytes = try Self.bytes(file)
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) { try Self.encodedAgain(Array(bytes[..<length]), as: file) }
        }
    }

    @Test("A flipped bit yields an error, or a value that can be encoded and read again", arguments: files)
    func flippedBits(file: String) throws {
        let bytes = try Self.bytes(file)
        for bit in 0..<bytes.count * 8 {
            var broken = bytes
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let again = try? Self.encodedAgain(broken, as: file) else { continue }
            #expect(try Self.encodedAgain(again, as: file) == again, "bit \(bit)")
        }
    }

    /// Reads an optional value of the file's type, as MemoryPack writes any object, and writes it.
    private static func encodedAgain(_ bytes: [UInt8], as file: String) throws -> [UInt8] {
        try bytes.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            var writer = WireWriter()
            guard reader.readIsPresent() else {
                writer.writeNullObject()
                try reader.finish()
                return writer.bytes()
            }
            switch file.split(separator: "-").first {
            case "flow": try FlowState(from: &reader).encode(into: &writer)
            case "outbox": try OutboxMessage(from: &reader).encode(into: &writer)
            case "stored": try StoredSnapshotMetadata(from: &reader).encode(into: &writer)
            default: try NatsStoredSnapshot(from: &reader).encode(into: &writer)
            }
            try reader.finish()
            return writer.bytes()
        }
    }
}
