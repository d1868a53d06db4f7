import CatgaModel
import CatgaScanner
import Testing

@Suite("The rule book")
struct RuleBookTests {
    @Test("No id is used twice, and ids are in order")
    func ids() {
        #expect(Set(RuleBook.ids).count == RuleBook.ids.count)
        #expect(RuleBook.ids == RuleBook.ids.sorted())
        for id in RuleBook.ids {
            #expect(id.hasPrefix("CATGA") && id.utf8.count == 9)
        }
    }

    @Test("The scanner's ids are explained too")
    func scannerIDs() {
        #expect(RuleBook.ids.contains(ScannerFindings.unreadable))
        #expect(RuleBook.ids.contains(ScannerFindings.nestedTooDeep))
    }

    @Test("Every id has an explanation with an example", arguments: RuleBook.ids)
    func explanations(id: String) throws {
        let text = try #require(RuleBook.explanation(of: id))
        #expect(text.hasPrefix("\(id): "))
        for part in ["Why: ", "Fix: ", "Before:\n\n    ", "After:\n\n    "] { #expect(text.contains(part)) }
    }

    @Test("An unknown id has no explanation")
    func unknownID() {
        #expect(RuleBook.explanation(of: "CATGA9999") == nil)
    }

    @Test("The configuration turns findings off or changes their severity")
    func severities() {
        let text = """
            struct A: Event { var value: Any }
            struct B: Event { private var value: Int }
            struct C<T>: Event {}
            """
        var configuration = Configuration()
        configuration.severities = ["CATGA0020": .off, "CATGA0021": .warning, "CATGA0025": .error]
        let findings = RuleBook.check(build(text, configuration: configuration))
        #expect(findings.map(\.id) == ["CATGA0021", "CATGA0025"])
        #expect(findings.map(\.severity) == [.warning, .error])
    }

    @Test("All findings are reported, by path and position")
    func order() {
        let files = [
            "b.swift": "struct B: Event { var x: Any }",
            "a.swift": "\nstruct A: Event { var x: Any; var y: Any }",
        ]
        let findings = RuleBook.check(build(files: files))
        #expect(findings.map(\.path) == ["a.swift", "a.swift", "b.swift"])
        #expect(findings.map(\.position.column) == [23, 35, 23])
    }
}
