import CatgaModel
import CatgaScanner
import Testing

@Suite("Severities and suppressions")
struct SuppressionTests {
    private func findings(_ body: String, _ severities: [String: RuleSeverity] = [:]) -> [Finding] {
        var configuration = Configuration()
        configuration.severities = severities
        let text = "struct A: Command {}\nstruct H: Handlers {\nfunc handle(_ command: A) {\n\(body)\n}\n}"
        return RuleBook.check(build(text, configuration: configuration))
    }

    @Test("A finding is a warning, an error or nothing, as its rule or the configuration says")
    func severities() {
        #expect(findings("try! go()").map(\.severity) == [.warning])
        #expect(findings("try! go()", ["CATGA0084": .error]).map(\.severity) == [.error])
        #expect(findings("try! go()", ["CATGA0084": .off]).isEmpty)
    }

    @Test("A rule that is off by default speaks where the configuration turns it on")
    func offByDefault() {
        var configuration = Configuration()
        let event = build("struct A: Event {}", kind: .executable, configuration: configuration)
        #expect(RuleBook.check(event).isEmpty)
        configuration.severities["CATGA0124"] = .error
        let strict = build("struct A: Event {}", kind: .executable, configuration: configuration)
        #expect(RuleBook.check(strict).map(\.severity) == [.error])
    }

    @Test(
        "A suppression with a reason silences its line, or the line below where it stands alone",
        arguments: [
            "try! go()  // catga:allow CATGA0084 it cannot fail",
            "// catga:allow CATGA0084 it cannot fail\ntry! go()",
            "\t//   catga:allow   CATGA0084   it cannot fail\r\ntry! go()",
            "// catga:allow CATGA0084 one\n// catga:allow CATGA0082 two\ndump(try! go())",
        ]
    )
    func suppressed(body: String) {
        #expect(findings(body).isEmpty)
    }

    @Test(
        "Any other is a finding, and what it was meant for stays one",
        arguments: [
            ("// catga:allow CATGA0084\ntry! go()", ["CATGA0070", "CATGA0084"]),
            ("// catga:allow\ntry! go()", ["CATGA0070", "CATGA0084"]),
            ("// catga:allow CATGA9999 because\ntry! go()", ["CATGA0070", "CATGA0084"]),
            ("// catga:allow CATGA0001 because\ntry! go()", ["CATGA0070", "CATGA0084"]),
            ("// catga:allow CATGA0020 because\ntry! go()", ["CATGA0070", "CATGA0084"]),
            ("// catga:allow CATGA0082 because\ntry! go()", ["CATGA0071", "CATGA0084"]),
            ("// catga:allow CATGA0084 because\n\ntry! go()", ["CATGA0071", "CATGA0084"]),
            ("print(\"// catga:allow CATGA0084 because\"); try! go()", ["CATGA0084"]),
            ("print(\"\"\"\n// catga:allow CATGA0084 because\n\"\"\"); try! go()", ["CATGA0084"]),
        ]
    )
    func refused(body: String, ids: [String]) {
        #expect(findings(body).map(\.id).sorted() == ids)
    }

    @Test("What generated code depends on cannot be allowed away")
    func notSuppressible() {
        let text = "struct A: Event {\n    // catga:allow CATGA0020 please\n    var value: Any\n}"
        #expect(RuleBook.check(build(text)).map(\.id) == ["CATGA0070", "CATGA0020"])
        for rule in RuleBook.all where rule.isSuppressible {
            #expect(RuleBook.explanation(of: rule.id)?.contains("catga:allow \(rule.id)") == true)
        }
    }

    @Test("Bodies nested without end, and thousands of suppressions, cost no more than their length")
    func hostile() {
        let depth = 10_000
        let loops = String(repeating: "while true {", count: depth) + String(repeating: "}", count: depth)
        let chain = "a" + String(repeating: ".wait()", count: depth)
        let streams = String(repeating: "AsyncStream(", count: depth) + String(repeating: ")", count: depth)
        let comments = String(repeating: "// catga:allow CATGA0084 x\n", count: depth)
        let limit = Duration.seconds(20)
        var elapsed = limit
        for _ in 0..<3 where elapsed >= limit {
            elapsed = ContinuousClock().measure {
                #expect(findings(loops).count == depth)
                #expect(findings(chain).isEmpty)
                #expect(findings(streams).count == depth)
                #expect(findings(comments + "try! go()").map(\.id).allSatisfy { $0 == "CATGA0071" })
            }
        }
        #expect(elapsed < limit)
    }
}
