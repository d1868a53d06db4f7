import Testing
import ToolTesting

@Suite("catga-gen: the command line")
struct ArgumentTests {
    @Test(
        "a mistake is answered on standard error with exit code 2 and what was meant",
        arguments: [
            (["generat"], "unknown command 'generat'", "did you mean 'generate'?"),
            (["--versoin"], "unknown option '--versoin'", "did you mean '--version'?"),
            (["generate", "--modul", "A"], "unknown option '--modul'", "did you mean '--module'?"),
            (["generate", "--module"], "--module needs a value", "write --module NAME"),
            (["generate", "--module", "A"], "'generate' needs --kind", "executable, library or test"),
            (["generate", "--module", "A", "--kind", "tset"], "--kind cannot be 'tset'", "did you mean 'test'?"),
            (["generate", "--module", "A", "--module", "B"], "--module is given twice", "keep one"),
            (["generate", "--kind", "test"], "'generate' needs --module", "--module OrderApp"),
            (["generate", "--module", "A", "--kind", "test"], "'generate' needs --output", "--output"),
            (["generate", "--other-package", "--module", "A"], "in front of every --dependency", "--dependency NAME"),
            (["inspect"], "'inspect' needs a file", "inspect FILE"),
            (["inspect", "--format", "jsn", "a.swift"], "--format cannot be 'jsn'", "did you mean 'json'?"),
            (["explain", "CATGA0O10"], "no finding is called 'CATGA0O10'", "did you mean 'CATGA0010'?"),
            (["verify", "stray"], "unexpected argument 'stray'", "--help"),
            (["verify", "--sources", "a.swift"], "--sources is about one target", "--module"),
            (["verify", "--package", "/nowhere"], "/nowhere: error: has no Package.swift", "--package DIR"),
            ([], "no command", "--help"),
        ]
    )
    func mistake(arguments: [String], message: String, hint: String) async throws {
        let run = try await ToolRun.run(BuildProducts.generator, arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(message))
        #expect(run.errors.contains(hint))
        #expect(run.errors.split(separator: "\n").count == 2)
    }

    @Test("help and version go to standard output")
    func help() async throws {
        for arguments in [["--help"], ["-h"], ["help"], ["help", "verify"], ["generate", "--help"], ["--version"]] {
            let run = try await ToolRun.run(BuildProducts.generator, arguments)
            #expect(run.status == 0)
            #expect(run.errors.isEmpty)
            #expect(!run.output.isEmpty)
        }
        #expect(try await generator("--version").output == "catga-gen 0.1.0\n")
    }

    @Test("the overview names every command, a command's page every option")
    func pages() async throws {
        let overview = try await generator("--help").output
        for command in ["generate", "verify", "inspect", "explain"] { #expect(overview.contains("  \(command) ")) }
        let page = try await generator("generate", "--help").output
        for option in ["--module", "--kind", "--output", "--config", "--sources", "--dependency", "--other-package"] {
            #expect(page.contains("  \(option)"))
        }
    }

    @Test("arguments come from a response file as well, one a line")
    func responseFile() async throws {
        let folder = try libraryFolder()
        try folder.write("arguments", (["generate"] + Sample.arguments).joined(separator: "\n"))
        let run = try await generator("@arguments", in: folder)
        #expect(run.status == 0)
        #expect(folder.exists(Sample.output))
    }

    @Test("a response file that is not there is named")
    func missingResponseFile() async throws {
        let run = try await generator("@/nowhere/arguments")
        #expect(run.status == 2)
        #expect(run.errors.contains("/nowhere/arguments: error: cannot be read: No such file or directory"))
    }

    @Test("an id is explained, in any case, and all are listed")
    func explain() async throws {
        let page = try await generator("explain", "catga0010")
        #expect(page.status == 0)
        #expect(page.output.hasPrefix("CATGA0010: request without a handler\n"))
        let list = try await generator("explain").output.split(separator: "\n")
        #expect(list.count > 20)
        #expect(list.contains("CATGA0011  two handlers for one request"))
    }
}
