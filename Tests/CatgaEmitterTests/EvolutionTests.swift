import CatgaModel
import CatgaScanner
import Foundation
import Testing

@Suite("Changes of messages that were shipped")
struct EvolutionTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The file as it is compiled, with both namespaces called the same.
    private static func model(of file: String, lock: LockFile? = nil) throws -> Model {
        let url = root.appending(path: "Fixtures/golden/GoldenEvolution/Input/\(file).swift")
        let text = try String(contentsOf: url, encoding: .utf8).replacing("enum \(file) {", with: "enum All {")
        let source = SourceFile(path: "\(file).swift", bytes: Array(text.utf8))
        let module = Module(name: "Shop", kind: .library, isInTargetPackage: true)
        return ModelBuilder.build(
            ModelInput(target: ModuleSources(module: module, files: [source]), lock: lock)
        )
    }

    private static func lock() throws -> LockFile {
        LockFile(path: "catga.lock", bytes: Array(WireSchema(of: [try model(of: "Old")]).lockText.utf8))
    }

    @Test(
        "What verify says of a change is what happens when old and new exchange bytes", arguments: ExchangedChange.all)
    func verdict(change: ExchangedChange) throws {
        let lock = try Self.lock()
        #expect(lock.fault == nil)
        let changes = SchemaComparison.changes(
            from: lock.schema, to: WireSchema(of: [try Self.model(of: "New")]), in: ["Shop"]
        ).filter { $0.name == "Shop.All.\(change.name)" }
        let found = try #require(changes.first, "the change goes unnoticed")
        let together = changes.map(\.compatibility).reduce(found.compatibility) { $0.and($1) }
        let wanted: Compatibility =
            switch (change.newReadsOld, change.oldReadsNew) {
            case (true, true): .compatible
            case (true, false): .newReadsOld
            case (false, true): .oldReadsNew
            case (false, false): .breaking
            }
        #expect(together == wanted)
    }

    @Test("Every payload that changes is in the table, and no other")
    func table() throws {
        let lock = try Self.lock()
        let names = SchemaComparison.changes(
            from: lock.schema, to: WireSchema(of: [try Self.model(of: "New")]), in: ["Shop"]
        ).map { $0.name.replacing("Shop.All.", with: "") }
        #expect(Set(names) == Set(ExchangedChange.all.map(\.name)))
        #expect(ExchangedChange.all.count == 27)
    }

    @Test("The documentation has the table as it was measured")
    func documentation() throws {
        let page = Self.root.appending(path: "Sources/Catga/Catga.docc/Evolution.md")
        let lines = Set(try String(contentsOf: page, encoding: .utf8).split(separator: "\n").map(String.init))
        for change in ExchangedChange.all { #expect(lines.contains(change.row), "\(change.row)") }
    }

    @Test("Breaking changes are errors at the member, others warnings, and the unchanged is silent")
    func findings() throws {
        let findings = RuleBook.check(try Self.model(of: "New", lock: try Self.lock()))
        #expect(findings.allSatisfy { ($0.severity == .error) == ($0.id == "CATGA0063") })
        let swapped = try #require(findings.first { $0.message.contains("SwapMembers") })
        #expect(swapped.path == "New.swift")
        #expect(swapped.message.hasSuffix("breaking: old and new nodes do not understand each other"))
        #expect(RuleBook.check(try Self.model(of: "Old", lock: try Self.lock())).isEmpty)
    }

    @Test("A lock file that was read gives the same text again")
    func roundTrip() throws {
        let lock = try Self.lock()
        #expect(lock.schema.lockText == WireSchema(of: [try Self.model(of: "Old")]).lockText)
        for target in GoldenTarget.all {
            let schema = WireSchema(of: [try target.model()])
            let read = LockFile(path: "catga.lock", bytes: Array(schema.lockText.utf8))
            #expect(read.fault == nil)
            #expect(read.schema.lockText == schema.lockText)
        }
    }

    @Test("No bytes make the lock file's reader trap, and what it takes it can write")
    func hostile() throws {
        let text = Array(WireSchema(of: [try GoldenTarget.all[2].model()]).lockText.utf8)
        for length in stride(from: 0, to: text.count, by: 7) {
            _ = LockFile(path: "l", bytes: Array(text[..<length])).schema.lockText
        }
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("\n \"#:[]<>?{}\\u0-9\u{0}".utf8) + [0xFF, 0x80]
        for _ in 0..<2000 {
            var bytes = text
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = alphabet.randomElement(using: &random) ?? 0
            }
            let lock = LockFile(path: "l", bytes: bytes)
            guard lock.fault == nil else { continue }
            let again = LockFile(path: "l", bytes: Array(lock.schema.lockText.utf8))
            #expect(again.fault == nil && again.schema.lockText == lock.schema.lockText)
        }
    }
}
