import Testing
import ToolTesting

@Suite("catga.json")
struct ConfigurationTests {
    @Test(
        "a mistake is reported at its line and column with the fix",
        arguments: [
            ("{\n  \"acess\": \"public\"\n}", "2:3: error: unknown member 'acess'", "did you mean 'access'?"),
            ("{ \"other\": 1 }", "1:3: error: unknown member 'other'", "known are access, imports"),
            ("{ \"access\": 1 }", "1:13: error: 'access' is a number", "write a string"),
            ("{ \"access\": \"open\" }", "1:13: error: 'access' cannot be 'open'", "public, package, internal"),
            ("{ \"imports\": \"Foundation\" }", "1:14: error: 'imports' is a string", "an array of module names"),
            ("{ \"imports\": [\"A\", null] }", "1:20: error: 'imports[1]' is null", "write a string"),
            ("{ \"remote\": {} }", "1:13: error: 'remote' is an object", "an array of wire names"),
            ("{ \"severities\": [] }", "1:17: error: 'severities' is an array", "CATGA0011"),
            (
                "{ \"severities\": { \"CATGA0011\": \"fatal\" } }",
                "1:32: error: 'severities.CATGA0011' cannot be 'fatal'", "error, warning, off"
            ),
            ("[]", "1:1: error: the document is an array", "an object"),
            ("{ \"access\": \"public\", }", "1:23: error: expected a name in quotes", ""),
            ("{ \"access\": \"public\" \"imports\": [] }", "1:22: error: expected ',' or '}'", ""),
            ("{ \"access\": 'public' }", "1:13: error: ''public'' is no JSON value", "double quotes"),
            ("{ \"access\": \"public\", \"access\": \"public\" }", "1:23: error: member 'access' is there twice", ""),
            ("", "1:1: error: the document ends too early", ""),
            ("{}x", "1:3: error: text behind the end", ""),
            ("{ \"access\": \"pub\\q\" }", "1:19: error: unknown escape in a string", ""),
        ]
    )
    func mistake(text: String, message: String, hint: String) async throws {
        let folder = try libraryFolder()
        try folder.write("catga.json", text)
        let run = try await generate(in: folder, ["--config", "catga.json"])
        #expect(run.status == 2)
        #expect(run.errors.contains("catga.json:\(message)"), "\(run.errors)")
        #expect(hint.isEmpty || run.errors.contains(hint), "\(run.errors)")
        #expect(!folder.exists(Sample.output))
    }

    @Test("a document nested without end is refused, not recursed into")
    func nesting() async throws {
        let folder = try libraryFolder()
        try folder.write("catga.json", String(repeating: "[", count: 5000))
        let run = try await generate(in: folder, ["--config", "catga.json"])
        #expect(run.status == 2)
        #expect(run.errors.contains("catga.json:1:65: error: nested too deeply"))
    }

    @Test("an unknown rule is a finding among the others")
    func unknownRule() async throws {
        let folder = try libraryFolder(Sample.wrongMessages)
        try folder.write("catga.json", "{ \"severities\":\n  { \"CATGA001\": \"off\" } }")
        let run = try await generate(in: folder, ["--config", "catga.json"])
        #expect(run.status == 1)
        #expect(run.errors.contains("catga.json:2:5: error: CATGA0040: "))
        #expect(run.errors.contains("Messages.swift:4:9: error: CATGA0020: "))
    }

    @Test("every member is understood, escapes and a byte order mark included")
    func allMembers() async throws {
        let folder = try libraryFolder()
        let text = """
            \u{FEFF}{
              "access": "\\u0070ackage", "imports": ["Dispatch"],
              "severities": { "CATGA0011": "warning" }, "remote": ["PriceOf"]
            }
            """
        try folder.write("catga.json", text)
        let run = try await generate(in: folder, ["--config", "catga.json"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.read(Sample.output).contains("import Dispatch"))
    }

    @Test("a configuration that is not there is named")
    func missing() async throws {
        let run = try await generate(in: libraryFolder(), ["--config", "nowhere.json"])
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("nowhere.json: error: cannot be read"))
    }
}
