import Testing
import ToolTesting

@Suite("catga-gen schema")
struct SchemaCommandTests {
    @Test("prints a format, or writes it to a file")
    func write() async throws {
        let folder = try libraryFolder()
        let printed = try await generator(
            "schema", "--format", "csharp", "--namespace", "Shop.Bus", "Messages.swift", in: folder
        )
        #expect(printed.status == 0)
        #expect(printed.output.contains("namespace Shop.Bus;\n"))
        #expect(printed.output.contains("    public string Article { get; set; } = \"\";\n"))
        let written = try await generator(
            "schema", "--format", "typescript", "--output", "messages.ts", "Messages.swift", in: folder
        )
        #expect(written.status == 0 && written.output.isEmpty)
        #expect(try folder.read("messages.ts").contains("\"article\": string;"))
    }

    @Test("wrong sources are findings, and nothing is printed")
    func refused() async throws {
        let folder = try libraryFolder(Sample.wrongMessages)
        let run = try await generator("schema", "--format", "csharp", "Messages.swift", in: folder)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Messages.swift:4:9: error: CATGA0020: "))
    }

    @Test("what it was not asked for properly, it says")
    func misuse() async throws {
        let folder = try libraryFolder()
        for (arguments, message) in [
            (["schema", "Messages.swift"], "'schema' needs --format"),
            (["schema", "--format", "csharp"], "'schema' needs messages"),
            (["schema", "--format", "csharp", "--namespace", "A;B", "Messages.swift"], "'A;B' is no namespace"),
            (["schema", "--format", "c", "Messages.swift"], "--format cannot be 'c'"),
        ] {
            let run = try await ToolRun.run(BuildProducts.generator, arguments, in: folder.url)
            #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
        }
    }
}
