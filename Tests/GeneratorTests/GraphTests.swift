import Foundation
import Testing
import ToolTesting

@Suite("catga-gen graph")
struct GraphTests {
    private static let shop = """
        import Catga

        struct PlaceOrder: Command { var id: UInt64 }
        struct OrderPlaced: Event {}
        struct GetOrder: Query { typealias Reply = UInt64 }

        struct Orders: Handlers {
            let node: CatgaNode
            func handle(_ command: PlaceOrder) async throws {
                let placed = OrderPlaced()
                try await node.publish(placed)
            }
            func handle(_ query: GetOrder) -> UInt64 { 1 }
        }

        struct Mails: Handlers { func on(_ event: OrderPlaced) {} }

        struct Front {
            let node: CatgaNode
            func place(_ order: PlaceOrder) async throws { try await node.send(order) }
            func other() { mail.send(Letter()); node.send(text) }
        }

        """

    private func graph(_ format: String, _ text: String = shop) async throws -> String {
        let folder = try libraryFolder(text)
        let run = try await generator(
            "graph", "--format", format, "--module", "Shop", "--kind", "library", "--sources", "Messages.swift",
            in: folder
        )
        #expect(run.status == 0, "\(run.errors)")
        return run.output
    }

    @Test("draws senders, messages and handlers as a Mermaid flow chart")
    func mermaid() async throws {
        #expect(
            try await graph("mermaid") == """
                flowchart LR
                    subgraph module_Shop["Shop"]
                        n0(["GetOrder"])
                        n1{{"OrderPlaced"}}
                        n2(["PlaceOrder"])
                        n3["Front"]
                        n4["Mails"]
                        n5["Orders"]
                    end
                    n3 --> n2
                    n5 --> n1
                    n1 -.-> n4
                    n0 -.-> n5
                    n2 -.-> n5

                """
        )
    }

    @Test("finds what many messages in one call are made of")
    func manyAtOnce() async throws {
        let text = """
            import Catga

            struct Import: Command { var row: Row }
            struct Row: Payload { var number: UInt64 }
            struct Imported: ReliableEvent { var number: UInt64 }

            struct Importer {
                let node: CatgaNode
                func run(_ rows: [Row]) async throws {
                    _ = await node.sendAll(rows.map { Import(row: Row(number: $0.number)) }, inFlight: 8)
                    try await node.publishAll([Imported(number: 1), Imported(number: 2)])
                    try await node.publishAll([])
                }
            }

            """
        let graph = try await graph("mermaid", text)
        for edge in ["n2 --> n0", "n2 --> n1"] { #expect(graph.contains(edge), "\(graph)") }
    }

    @Test("draws the same for Graphviz")
    func dot() async throws {
        let text = try await graph("dot")
        #expect(text.hasPrefix("digraph Catga {\n"))
        #expect(text.hasSuffix("}\n"))
        #expect(text.contains("n3 -> n2;"))
        #expect(text.contains("n1 -> n4 [style=dashed];"))
        #expect(text.contains("n1 [label=\"OrderPlaced\", shape=hexagon];"))
    }

    @Test("draws a picture that is well-formed and needs no other file", arguments: [1, 5, 100])
    func svg(count: Int) async throws {
        let messages = (0..<count).map {
            "struct M\($0): Event {}\nstruct H\($0): Handlers { func on(_ event: M\($0)) {} }\n"
        }
        let text = try await graph("svg", "import Catga\n" + messages.joined())
        let picture = XMLDocumentReader(text)
        #expect(picture.isWellFormed)
        // One box a message and a handler, a line between them, the background, and a mark for each of the four kinds.
        #expect(picture.counts["rect"] == 2 * count + 5)
        #expect(picture.counts["path"] == count)
        for word in ["href", "<script", "<style", "url("] { #expect(!text.contains(word)) }
    }

    @Test("a package without messages is told so")
    func nothing() async throws {
        let folder = try libraryFolder("struct A {}\n")
        let run = try await generator(
            "graph", "--module", "Shop", "--kind", "library", "--sources", "Messages.swift", in: folder
        )
        #expect(run.status == 2)
        #expect(run.errors.contains("there is no message to draw"))
    }

    @Test("The picture in the README is that of the example")
    func readme() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = root.appending(path: "Examples/OrderSystem/Sources")
        var arguments = ["graph", "--module", "OrderSystem", "--kind", "executable"]
        arguments += ["--sources"] + (try swiftFiles(sources.appending(path: "OrderSystem")))
        for module in ["OrderContracts", "OrderHandling"] {
            arguments += ["--dependency", module] + (try swiftFiles(sources.appending(path: module)))
        }
        let run = try await ToolRun.run(BuildProducts.generator, arguments)
        #expect(run.status == 0, "\(run.errors)")
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("```mermaid\n\(run.output)```\n"), "put this into README.md:\n\(run.output)")
    }

    private func swiftFiles(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }.map { $0.path(percentEncoded: false) }.sorted()
    }
}

/// Whether tags are opened and closed in turn, and how many there are of each.
private struct XMLDocumentReader {
    var isWellFormed = true
    var counts: [String: Int] = [:]

    init(_ text: String) {
        var open: [Substring] = []
        for piece in text.split(separator: "<", omittingEmptySubsequences: true) {
            guard let end = piece.firstIndex(of: ">") else {
                isWellFormed = false
                return
            }
            let tag = piece[..<end]
            let name = tag.prefix { $0 != " " && $0 != "/" || $0 == tag.first }
            if tag.hasPrefix("/") {
                if open.popLast() != tag.dropFirst() { isWellFormed = false }
            } else {
                counts[String(name), default: 0] += 1
                if !tag.hasSuffix("/") { open.append(name) }
            }
            if tag.count(where: { $0 == "\"" }) % 2 != 0 { isWellFormed = false }
        }
        isWellFormed = isWellFormed && open.isEmpty
    }
}
