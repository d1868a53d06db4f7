import Foundation
import Testing
import ToolTesting

@Suite("catga-gen lock")
struct LockTests {
    private static let arguments = [
        "--module", "Shop", "--kind", "library", "--lock", "catga.lock", "--sources", "Messages.swift",
    ]

    private func lock(in folder: TemporaryFolder, _ more: [String] = []) async throws -> ToolRun {
        try await ToolRun.run(BuildProducts.generator, ["lock"] + more + Self.arguments, in: folder.url)
    }

    private func verify(in folder: TemporaryFolder, _ more: [String] = []) async throws -> ToolRun {
        try await ToolRun.run(BuildProducts.generator, ["verify"] + more + Self.arguments, in: folder.url)
    }

    @Test("writes what is shipped, one fact a line, and nothing the second time")
    func write() async throws {
        let folder = try libraryFolder()
        #expect(try await lock(in: folder).output == "catga.lock: written, 1 type\n")
        let lines = try folder.read("catga.lock").split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        #expect(lines[0] == "catga.lock 1")
        #expect(lines[2] == "")
        #expect(lines[3].hasPrefix("query PriceOf 0x"))
        #expect(lines[4...] == ["  module Shop", "  layout regular", "  reply UInt32", "  member article: String", ""])
        #expect(try await lock(in: folder).output == "catga.lock: current, 1 type\n")
        let run = try await verify(in: folder)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test("a breaking change is an error of verify and generate at the member, and lock refuses it until it is told")
    func breaking() async throws {
        let folder = try libraryFolder()
        _ = try await lock(in: folder)
        let before = try folder.read("catga.lock")
        try folder.write("Messages.swift", Sample.messages.replacing("article: String", with: "article: UInt64"))
        let finding = "Messages.swift:5:9: error: CATGA0063: 'PriceOf.article' was 'String' and is 'UInt64'; breaking: "
        for run in [try await verify(in: folder), try await lock(in: folder)] {
            #expect(run.status == 1)
            #expect(run.errors.contains(finding), "\(run.errors)")
        }
        #expect(try folder.read("catga.lock") == before)
        let generated = try await generate(in: folder, ["--lock", "catga.lock"])
        #expect(generated.status == 1 && generated.errors.contains(finding))
        #expect(try await lock(in: folder, ["--accept-breaking"]).status == 0)
        #expect(try await verify(in: folder).status == 0)
    }

    @Test("a change that is compatible one way is a warning that says which way")
    func oneWay() async throws {
        let folder = try libraryFolder()
        _ = try await lock(in: folder)
        let appended = Sample.messages.replacing("article: String", with: "article: String\n    var shop: String?")
        try folder.write("Messages.swift", appended)
        let run = try await verify(in: folder)
        #expect(run.status == 0)
        #expect(
            run.errors.contains(
                "Messages.swift:6:9: warning: CATGA0062: 'PriceOf.shop' was appended; compatible one way"))
        #expect(run.errors.contains("note: update all nodes that read it before any that writes it"))
    }

    @Test("a change is off, an error or allowed in the source, as every other finding")
    func judged() async throws {
        let folder = try libraryFolder()
        _ = try await lock(in: folder)
        let appended = Sample.messages.replacing("article: String", with: "article: String\n    var shop: String?")
        try folder.write("Messages.swift", appended)
        try folder.write("catga.json", "{ \"severities\": { \"CATGA0062\": \"error\" } }")
        let strict = try await verify(in: folder, ["--config", "catga.json"])
        #expect(strict.status == 1 && strict.errors.contains("Messages.swift:6:9: error: CATGA0062: "))
        try folder.write("catga.json", "{ \"severities\": { \"CATGA0062\": \"off\" } }")
        let silent = try await verify(in: folder, ["--config", "catga.json"])
        #expect(silent.status == 0 && silent.errors.isEmpty, "\(silent.errors)")
        let allowed = appended.replacing("var shop: String?", with: "var shop: String?  // catga:allow CATGA0062 later")
        try folder.write("Messages.swift", allowed)
        let run = try await verify(in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(try await lock(in: folder).status == 0)
        #expect(try await verify(in: folder).errors.contains("Messages.swift:6:27: warning: CATGA0071: "))
    }

    @Test("a finding about what is gone stands at its line of the lock file, in SARIF as well")
    func gone() async throws {
        let folder = try libraryFolder()
        _ = try await lock(in: folder)
        try folder.write("Messages.swift", Sample.messages.replacing("PriceOf", with: "CostOf"))
        let text = try await verify(in: folder)
        #expect(text.status == 1 && text.errors.contains("catga.lock:4:1: error: CATGA0064: "), "\(text.errors)")
        let run = try await verify(in: folder, ["--format", "sarif"])
        #expect(run.status == 1 && run.errors.isEmpty)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let results = try #require((document["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
        let result = try #require(results.first { $0["ruleId"] as? String == "CATGA0064" })
        let location = try #require((result["locations"] as? [[String: [String: Any]]])?.first?["physicalLocation"])
        #expect((location["artifactLocation"] as? [String: String])?["uri"] == "catga.lock")
        #expect(location["region"] as? [String: Int] == ["startLine": 4, "startColumn": 1])
    }

    @Test("a damaged lock file is a finding at its line, for every command that reads it")
    func damaged() async throws {
        let folder = try libraryFolder()
        try folder.write("catga.lock", "catga.lock 1\n<<<<<<< HEAD\n")
        for run in [try await verify(in: folder), try await lock(in: folder)] {
            #expect(run.status == 1)
            #expect(run.errors.contains("catga.lock:2:1: error: CATGA0060: "), "\(run.errors)")
        }
    }

    @Test("for a package, what is about one target is refused")
    func misuse() async throws {
        let run = try await generator("lock", "--lock", "other.lock", in: libraryFolder())
        #expect(run.status == 2 && run.errors.contains("--lock is about one target"))
    }

    @Test("what is no file is refused, not waited for")
    func noFile() async throws {
        let run = try await generator(
            "verify", "--module", "Shop", "--kind", "library", "--lock", "/dev/zero", "--sources", "Messages.swift",
            in: libraryFolder()
        )
        #expect(run.status == 2)
        #expect(run.errors.contains("/dev/zero: error: is not a file"))
    }
}
