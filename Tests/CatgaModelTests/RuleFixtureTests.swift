import CatgaModel
import CatgaScanner
import Testing

@Suite("Rules, by their fixtures")
struct RuleFixtureTests {
    @Test("A fixture has exactly the findings that its comments announce", arguments: try Fixture.all())
    func findings(fixture: Fixture) {
        let found = fixture.findings().map {
            Fixture.Expectation(path: $0.path, line: $0.position.line, column: $0.position.column, id: $0.id)
        }
        #expect(found.sorted() == fixture.expectations.sorted())
        #expect(Set(found).count == found.count)
    }

    @Test("A rejected fixture shows its own rule and an accepted one nothing", arguments: try Fixture.all())
    func sort(fixture: Fixture) {
        if fixture.isRejected {
            #expect(fixture.expectations.contains { $0.id == fixture.id })
        } else {
            #expect(fixture.name.hasPrefix("accepted"))
            #expect(fixture.expectations.isEmpty)
        }
    }

    @Test("Every id has fixtures of both sorts", arguments: RuleBook.ids)
    func coverage(id: String) throws {
        let fixtures = try Fixture.all().filter { $0.id == id }
        #expect(fixtures.contains { $0.isRejected })
        #expect(fixtures.contains { !$0.isRejected })
    }

    @Test("Every folder belongs to an id")
    func folders() throws {
        for fixture in try Fixture.all() { #expect(RuleBook.ids.contains(fixture.id)) }
    }

    @Test("Every finding has a hint, and its message is one sentence without a full stop", arguments: try Fixture.all())
    func style(fixture: Fixture) {
        // The scanner's own findings are its tests' concern.
        for finding in fixture.findings() where finding.id >= "CATGA0010" {
            #expect(finding.hint?.isEmpty == false)
            #expect(!finding.message.hasSuffix("."))
            #expect(!finding.message.contains("\n"))
        }
    }
}
