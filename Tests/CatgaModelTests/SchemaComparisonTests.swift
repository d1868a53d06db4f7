import CatgaModel
import CatgaScanner
import Testing

@Suite("Comparing sources with a lock file")
struct SchemaComparisonTests {
    private func changes(from old: Model, to new: Model, in modules: Set<String>) -> [SchemaChange] {
        let lock = LockFile(path: "catga.lock", bytes: Array(WireSchema(of: [old]).lockText.utf8))
        #expect(lock.fault == nil)
        return SchemaComparison.changes(from: lock.schema, to: WireSchema(of: [new]), in: modules)
    }

    private static let tree = """
        struct Planted: Event { var tree: Node }
        struct Node: Payload { var name: String; var children: [Node] }
        """

    @Test("A payload that was renamed, even one that contains itself, is judged by its form")
    func renamed() {
        let renamed = Self.tree.replacing("Node", with: "Branch")
        let all = changes(from: build(Self.tree), to: build(renamed), in: ["App"])
        #expect(all.allSatisfy { $0.compatibility == .compatible })
        #expect(all.contains { $0.message.hasPrefix("'Planted.tree' was '#App.Node' and is '#App.Branch'") })
        let changed = renamed.replacing("var name: String", with: "var name: UInt64")
        let broken = changes(from: build(Self.tree), to: build(changed), in: ["App"])
        #expect(broken.filter { $0.compatibility == .breaking }.map(\.name) == ["Planted"])
    }

    @Test("A payload whose former name is written down is compared with what it was, member by member")
    func formerName() {
        let renamed = Self.tree.replacing("Node", with: "Branch")
            .replacing("var name: String", with: "static let formerWireNames = [\"Node\"]; var name: UInt64")
        let found = changes(from: build(Self.tree), to: build(renamed), in: ["App"])
        #expect(found.filter { $0.compatibility == .breaking }.map(\.name) == ["App.Branch"])
        #expect(!found.contains { $0.isRemoval })
    }

    @Test("A payload that moved to another module breaks nothing")
    func moved() {
        let after = build(
            files: ["App.swift": "import Trees\nstruct Planted: Event { var tree: Node }"],
            dependencies: [
                "Trees": ["Node.swift": "public struct Node: Payload { var name: String; var children: [Node] }"]
            ]
        )
        let found = changes(from: build(Self.tree), to: after, in: ["App", "Trees"])
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.compatibility == .compatible })
    }

    @Test("Only the modules asked for are spoken about, and another's message is not missed")
    func modules() {
        let before = build(
            files: ["App.swift": "struct Planted: Event {}"],
            dependencies: ["Trees": ["Trees.swift": "struct Felled: Event {}"]]
        )
        #expect(changes(from: before, to: build("struct Planted: Event {}"), in: ["App"]).isEmpty)
        let gone = changes(from: before, to: build("struct Planted: Event {}"), in: ["App", "Trees"])
        #expect(gone.map(\.isRemoval) == [true])
    }

    @Test("Two payloads of one name in two modules are two entries, and either is compared with its own")
    func sameName() {
        let declared = { (module: String, type: String) in
            [module: ["\(module).swift": "struct Place: Payload { static let wireName = \"Place\"; var x: \(type) }"]]
        }
        let both = build(
            files: ["App.swift": ""],
            dependencies: declared("A", "Int8").merging(declared("B", "String")) { first, _ in first }
        )
        for (module, type) in [("A", "Int8"), ("B", "String")] {
            let alone = build(files: ["App.swift": ""], dependencies: declared(module, type))
            #expect(changes(from: both, to: alone, in: [module]).isEmpty)
        }
    }

    @Test("A lock file's names reach no terminal as they are, and a message stays one line")
    func hostileNames() {
        let name = #""\u{1b}[2J\u{a}\u{202e}""#
        let text = """
            catga.lock 1
            event Planted 0x0129c65a10c1d363
              module App
              layout regular
              member \(name): String
            struct \(name)
              module App
            """
        let lock = LockFile(path: "catga.lock", bytes: Array(text.utf8))
        #expect(lock.fault == nil)
        let found = SchemaComparison.changes(
            from: lock.schema, to: WireSchema(of: [build("struct Planted: Event {}")]), in: ["App"]
        )
        #expect(found.count == 2)
        let twice = LockFile(path: "catga.lock", bytes: Array((text + "\nstruct \(name)\n").utf8))
        for message in found.map(\.message) + [twice.fault?.message ?? ""] {
            #expect(message.contains(#"\u{1b}[2J\u{a}\u{202e}"#), "\(message)")
            #expect(message.utf8.allSatisfy { $0 >= 0x20 })
        }
    }

    @Test("The raw values of an enum are read as the compiler reads them")
    func rawValues() {
        let text = "enum Code: Int16, Payload { case a; case b, c = 0x1F; case d; case e = -1_000; case f }"
        let entry = WireSchema(of: [build(text)])["App.Code"]
        #expect(entry?.cases.map { "\($0.name) \($0.number)" } == ["e -1000", "f -999", "a 0", "b 1", "c 31", "d 32"])
    }
}
