import Foundation
import Testing
import ToolTesting

@testable import catga_gen

@Suite("The forms in which verify prints its result")
struct VerifyFormatTests {
    /// Two warnings; the second one stands behind letters of more than one byte.
    private static let warned = """
        import Catga

        struct PriceOf: Query { typealias Reply = UInt32 }

        struct Prices: Handlers {
            func handle(_ query: PriceOf) -> UInt32 {
                let price = try! look()
                let größe = "€"; dump(größe)
                return price
            }
        }

        """

    private func document(_ folder: TemporaryFolder, _ format: String) async throws -> [String: Any] {
        let run = try await verify(in: folder, ["--format", format])
        #expect(run.errors.isEmpty)
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test("Warnings pass, and fail where --strict asks for it")
    func strict() async throws {
        let folder = try libraryFolder(Self.warned)
        #expect(try await generate(in: folder).status == 0)
        let lenient = try await verify(in: folder)
        #expect(lenient.status == 0)
        #expect(lenient.errors.contains("Messages.swift:7:21: warning: CATGA0084: "))
        #expect(lenient.output == "Shop: current, 1 message, 1 handler, 2 warnings\n")
        let strict = try await verify(in: folder, ["--strict"])
        #expect(strict.status == 1)
        #expect(strict.everything == lenient.everything)
    }

    @Test("JSON holds every finding and every target")
    func json() async throws {
        let folder = try libraryFolder(Self.warned)
        let document = try await document(folder, "json")
        #expect(document["schema"] as? Int == 1)
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.map { $0["id"] as? String } == ["CATGA0126", "CATGA0084", "CATGA0082"])
        #expect(findings.map { $0["severity"] as? String } == ["error", "warning", "warning"])
        #expect(findings[2]["path"] as? String == "Messages.swift")
        #expect(findings[2]["line"] as? Int == 8)
        #expect(findings[2]["column"] as? Int == 30)
        #expect((findings[2]["hint"] as? String)?.isEmpty == false)
        let targets = try #require(document["targets"] as? [[String: Any]])
        #expect(targets.map { $0["module"] as? String } == ["Shop"])
        #expect(targets.map { $0["state"] as? String } == ["missing"])
    }

    @Test("SARIF has what its schema requires, with columns in code points")
    func sarif() async throws {
        let folder = try libraryFolder(Self.warned)
        let document = try await document(folder, "sarif")
        // Required by the schema: version and runs; tool; driver; its name; message; id of each rule.
        #expect(document["version"] as? String == "2.1.0")
        #expect((document["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
        let run = try #require((document["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
        #expect(driver["name"] as? String == "catga-gen")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.map { $0["id"] as? String } == ["CATGA0082", "CATGA0084", "CATGA0126"])
        for rule in rules {
            for member in ["shortDescription", "help"] {
                #expect((rule[member] as? [String: String])?["text"]?.isEmpty == false)
            }
        }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 3)
        for result in results {
            let id = try #require(result["ruleId"] as? String)
            #expect(rules[try #require(result["ruleIndex"] as? Int)]["id"] as? String == id)
            #expect(["error", "warning", "note", "none"].contains(result["level"] as? String))
            #expect((result["message"] as? [String: String])?["text"]?.isEmpty == false)
        }
        let physical = try #require(
            (results[2]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        )
        #expect((physical["artifactLocation"] as? [String: String])?["uri"] == "Messages.swift")
        #expect((physical["region"] as? [String: Int]) == ["startLine": 8, "startColumn": 26])
    }

    @Test("A URI holds no blank and no letter that needs escaping")
    func uri() {
        #expect(SARIF.uri(of: "A b/ü.swift") == "A%20b/%C3%BC.swift")
        #expect(SARIF.uri(of: "/there/x.swift") == "file:///there/x.swift")
        #expect(SARIF.uri(of: FileManager.default.currentDirectoryPath + "/x.swift") == "x.swift")
    }

    @Test("--diff prints the whole of a difference that is cut otherwise")
    func wholeDifference() async throws {
        let folder = try libraryFolder()
        #expect(try await generate(in: folder).status == 0)
        let fields = (0..<100).map { "    var field\($0): UInt64\n" }.joined()
        let text = Sample.messages.replacing("    var article", with: fields + "    var article")
        try folder.write("Messages.swift", text)
        #expect(try await verify(in: folder).output.contains("more lines; --diff shows them"))
        let whole = try await verify(in: folder, ["--diff"]).output
        #expect(!whole.contains("more lines"))
        #expect(whole.contains("field99"))
    }

    @Test("A text that depends on the order of files is a finding")
    func nondeterministic() throws {
        let request = GenerationRequest(module: "Shop", kind: .library, sources: ["A.swift"], dependencies: [])
        #expect(TargetVerification.difference("a", "a", request) == nil)
        let finding = try #require(TargetVerification.difference("a", "b", request))
        #expect(finding.id == "CATGA0128")
        #expect(finding.severity == .error)
    }

    @Test("Every id that verify may print is explained")
    func explained() async throws {
        for id in ["CATGA0126", "CATGA0127", "CATGA0128", "CATGA0129"] {
            #expect(try await generator("explain", id).output.hasPrefix("\(id): "))
        }
    }
}
