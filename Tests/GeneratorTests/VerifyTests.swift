import Testing
import ToolTesting

@Suite("catga-gen verify")
struct VerifyTests {
    @Test("is clean behind generate and says so in a line")
    func current() async throws {
        let folder = try libraryFolder()
        #expect(try await generate(in: folder).status == 0)
        let run = try await verify(in: folder)
        #expect(run.status == 0)
        #expect(run.output == "Shop: current, 1 message, 0 handlers\n")
        #expect(run.errors.isEmpty)
    }

    @Test("a field added since then is a finding with a difference that can be read")
    func stale() async throws {
        let folder = try libraryFolder()
        #expect(try await generate(in: folder).status == 0)
        let before = try folder.read(Sample.output)
        let added = Sample.messages.replacing("    var article", with: "    var shop: UInt64\n    var article")
        try folder.write("Messages.swift", added)
        let run = try await verify(in: folder)
        #expect(run.status == 1)
        #expect(run.errors.contains("\(Sample.output):"))
        #expect(run.errors.contains("error: CATGA0126: the generated file is stale"))
        #expect(run.errors.contains("note: run 'catga-gen generate'"))
        #expect(run.output.hasPrefix("--- \(Sample.output)\n+++ \(Sample.output)\n@@ -"))
        #expect(run.output.split(separator: "\n").contains { $0.hasPrefix("+") && $0.contains("shop") })
        #expect(run.output.hasSuffix("Shop: stale, 1 message, 0 handlers\n"))
        #expect(try folder.read(Sample.output) == before)
    }

    @Test("a missing file is a finding")
    func missing() async throws {
        let run = try await verify(in: libraryFolder())
        #expect(run.status == 1)
        #expect(run.errors.contains("\(Sample.output):1:1: error: CATGA0126: the generated file is missing"))
        #expect(run.output == "Shop: missing, 1 message, 0 handlers\n")
    }

    @Test("wrong sources are findings")
    func refused() async throws {
        let run = try await verify(in: libraryFolder(Sample.wrongMessages))
        #expect(run.status == 1)
        #expect(run.errors.contains("Messages.swift:4:9: error: CATGA0020: "))
        #expect(run.output == "Shop: refused, 1 error, 1 message, 0 handlers\n")
    }

    @Test("without an output the rules are checked in memory")
    func inMemory() async throws {
        let folder = try libraryFolder()
        let run = try await generator(
            "verify", "--module", "Shop", "--kind", "library", "--sources", "Messages.swift", in: folder
        )
        #expect(run.status == 0)
        #expect(run.output == "Shop: not generated yet, checked in memory, 1 message, 0 handlers\n")
    }

    @Test("a message without a handler makes an executable incomplete")
    func incomplete() async throws {
        let folder = try libraryFolder()
        let run = try await generator(
            "verify", "--module", "Shop", "--kind", "executable", "--sources", "Messages.swift", in: folder
        )
        #expect(run.status == 1)
        #expect(run.errors.contains("Messages.swift:3:8: error: CATGA0010: "))
    }
}
