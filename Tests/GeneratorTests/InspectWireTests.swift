import Catga
import Foundation
import Testing
import ToolTesting

@Suite("catga-gen inspect --wire")
struct InspectWireTests {
    private func frame(_ payload: [UInt8], kind: Envelope.Kind = .query) throws -> TemporaryFolder {
        let folder = try libraryFolder()
        // FNV-1a of "PriceOf".
        var typeID: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "PriceOf".utf8 { typeID = (typeID ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var writer = WireWriter()
        Envelope(
            kind: kind, qualityOfService: .atMostOnce, typeID: typeID, context: Context(messageID: 5)
        ).encode(into: &writer)
        try Data(writer.bytes() + payload).write(to: folder.url.appending(path: "frame.bin"))
        return folder
    }

    private static let payload: [UInt8] = [1, 0xFB, 0xFF, 0xFF, 0xFF, 4, 0, 0, 0] + Array("lamp".utf8)

    @Test("prints a frame by the sources, and the same by the lock file")
    func frame() async throws {
        let folder = try frame(Self.payload)
        let run = try await generator("inspect", "--wire", "frame.bin", "Messages.swift", in: folder)
        #expect(run.status == 0, "\(run.everything)")
        #expect(run.output.contains("type id: 0x"))
        #expect(run.output.contains(", PriceOf\n"))
        #expect(run.output.hasSuffix("00000021  fb ff ff ff 04 00 00 00 …   article: \"lamp\" (4 bytes)\n"))
        _ = try await generator(
            "lock", "--module", "Shop", "--kind", "library", "--lock", "catga.lock", "--sources", "Messages.swift",
            in: folder
        )
        let locked = try await generator("inspect", "--wire", "frame.bin", "--lock", "catga.lock", in: folder)
        #expect(locked.output == run.output)
    }

    @Test("prints a reply by its request")
    func reply() async throws {
        let folder = try frame([7, 0, 0, 0], kind: .reply)
        let run = try await generator("inspect", "--wire", "frame.bin", "Messages.swift", in: folder)
        #expect(run.status == 0)
        #expect(run.output.hasSuffix("reply: 7\n"))
    }

    @Test("prints what can be read, then the error at its offset, and fails")
    func damaged() async throws {
        let folder = try frame(Array(Self.payload.dropLast()))
        let run = try await generator("inspect", "--wire", "frame.bin", "Messages.swift", in: folder)
        #expect(run.status == 1)
        #expect(run.output.contains("payload: PriceOf, 1 member\n"))
        #expect(run.output.hasSuffix("00000029  error: 4 bytes should stand here, 3 do\n"), "\(run.output)")
    }

    @Test("prints a bare payload of a type, and says which names there are")
    func bare() async throws {
        let folder = try libraryFolder()
        try Data(Self.payload).write(to: folder.url.appending(path: "payload.bin"))
        let run = try await generator(
            "inspect", "--wire", "payload.bin", "--type", "PriceOf", "Messages.swift", in: folder
        )
        #expect(run.status == 0 && run.output.contains("article: \"lamp\""))
        let unknown = try await generator(
            "inspect", "--wire", "payload.bin", "--type", "PriceIf", "Messages.swift", in: folder
        )
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("did you mean 'PriceOf'?"))
    }

    @Test("options about bytes need bytes")
    func misuse() async throws {
        let run = try await generator("inspect", "--type", "PriceOf", "Messages.swift", in: libraryFolder())
        #expect(run.status == 2 && run.errors.contains("name their file with --wire FRAME"))
    }
}
