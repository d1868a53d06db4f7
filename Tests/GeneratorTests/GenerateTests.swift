import Foundation
import Testing
import ToolTesting

@Suite("catga-gen generate")
struct GenerateTests {
    @Test("writes the file, and leaves it alone while its content stays the same")
    func unchangedOutput() async throws {
        let folder = try libraryFolder()
        #expect(try await generate(in: folder).status == 0)
        let before = try modification(of: folder)
        let text = try folder.read(Sample.output)
        try folder.write("Messages.swift", "// A remark.\n" + Sample.messages)
        let run = try await generate(in: folder)
        #expect(run.status == 0)
        #expect(run.everything.isEmpty)
        #expect(try folder.read(Sample.output) == text)
        #expect(try modification(of: folder) == before)
    }

    @Test("replaces the file when its content changes, and leaves nothing else behind")
    func changedOutput() async throws {
        let folder = try libraryFolder()
        try folder.write(Sample.output, "old")
        #expect(try await generate(in: folder).status == 0)
        #expect(try folder.read(Sample.output).contains("PriceOf"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path(percentEncoded: false))
        #expect(names.sorted() == [Sample.output, "Messages.swift"])
    }

    @Test("an error is printed at its place with a hint, and nothing is written")
    func findings() async throws {
        let folder = try libraryFolder(Sample.wrongMessages)
        let run = try await generate(in: folder)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Messages.swift:4:9: error: CATGA0020: "))
        #expect(run.errors.contains("Messages.swift:4:9: note: "))
        #expect(!folder.exists(Sample.output))
    }

    @Test("an error leaves the file of an earlier run as it was")
    func earlierOutput() async throws {
        let folder = try libraryFolder(Sample.wrongMessages)
        try folder.write(Sample.output, "earlier")
        #expect(try await generate(in: folder).status == 1)
        #expect(try folder.read(Sample.output) == "earlier")
    }

    @Test("a warning does not stop it")
    func warnings() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Messages.swift", Sample.messages)
        try folder.write("catga.json", #"{ "severities": { "CATGA0010": "warning" } }"#)
        let arguments = ["generate", "--module", "App", "--kind", "executable", "--output", Sample.output]
        let more = ["--config", "catga.json", "--sources", "Messages.swift"]
        let run = try await ToolRun.run(BuildProducts.generator, arguments + more, in: folder.url)
        #expect(run.status == 0)
        #expect(run.errors.contains("Messages.swift:3:8: warning: CATGA0010: "))
        #expect(folder.exists(Sample.output))
    }

    @Test("findings of all files come in the order of their places, many files or few", arguments: [2, 40])
    func order(count: Int) async throws {
        let folder = try TemporaryFolder()
        let names = (0..<count).map { String(format: "File%02d.swift", $0) }
        for (index, name) in names.enumerated() {
            let text = Sample.wrongMessages.replacing("PriceOf", with: "PriceOf\(index)")
            try folder.write(name, text)
        }
        let arguments = ["generate", "--module", "Shop", "--kind", "library", "--output", Sample.output, "--sources"]
        let run = try await ToolRun.run(BuildProducts.generator, arguments + names.reversed(), in: folder.url)
        let places = run.errors.split(separator: "\n").filter { $0.contains("CATGA0020") }.map { $0.prefix(12) }
        #expect(places == names.map { $0.prefix(12) })
    }

    @Test("the order in which sources are named does not matter, nor does a generated file among them")
    func sourceOrder() async throws {
        let folder = try libraryFolder()
        try folder.write("Another.swift", "import Catga\nstruct Arrived: Event {}\n")
        try folder.write("Committed/\(Sample.output)", "this is not Swift {{{")
        let arguments = ["generate", "--module", "Shop", "--kind", "library", "--output", Sample.output, "--sources"]
        func text(_ sources: [String]) async throws -> String {
            let run = try await ToolRun.run(BuildProducts.generator, arguments + sources, in: folder.url)
            #expect(run.status == 0, "\(run.errors)")
            return try folder.read(Sample.output)
        }
        let first = try await text(["Messages.swift", "Another.swift"])
        #expect(try await text(["Another.swift", "Committed/\(Sample.output)", "Messages.swift"]) == first)
    }

    @Test("the generated file names its sources from the package's folder")
    func relativeSources() async throws {
        let folder = try TemporaryFolder()
        try folder.write("Sources/Shop/Messages.swift", Sample.messages)
        let root = folder.url.path(percentEncoded: false)
        let run = try await generator(
            "generate", "--module", "Shop", "--kind", "library", "--output", folder.path(Sample.output),
            "--package-directory", root, "--sources", folder.path("Sources/Shop/Messages.swift")
        )
        #expect(run.status == 0)
        let text = try folder.read(Sample.output)
        #expect(text.contains("// - Sources/Shop/Messages.swift\n"))
        #expect(!text.contains(root))
    }

    @Test("what cannot be read or written is named with the system's reason")
    func unreadable() async throws {
        let folder = try libraryFolder()
        let missing = try await generate(in: folder, ["Missing.swift"])
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("Missing.swift: error: cannot be read: No such file or directory\n"))
        let unwritable = try await generator(
            "generate", "--module", "Shop", "--kind", "library", "--output", "none/out.swift", "--sources",
            "Messages.swift", in: folder
        )
        #expect(unwritable.status == 2)
        #expect(unwritable.errors.contains("none/out.swift: error: cannot be written: No such file or directory\n"))
        #expect(unwritable.errors.contains("mkdir -p none"))
    }

    @Test("a module without sources is an error that names the fix")
    func noSources() async throws {
        let run = try await generator("generate", "--module", "Shop", "--kind", "library", "--output", "out.swift")
        #expect(run.status == 2)
        #expect(run.errors.contains("module 'Shop' has no sources"))
        #expect(run.errors.contains("--sources"))
    }

    private func modification(of folder: TemporaryFolder) throws -> Date? {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(Sample.output))
        return attributes[.modificationDate] as? Date
    }
}
