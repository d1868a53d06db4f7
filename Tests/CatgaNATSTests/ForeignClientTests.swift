import Catga
import CatgaNATS
import Foundation
import Testing
import ToolTesting

@testable import TransportConformance

@Suite("A client in another language", .serialized)
struct ForeignClientTests {
    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let python = repository.appending(path: ".build/foreign-client/bin/python")

    @Test("A Python client asks, is told why not, publishes, hears, answers, and has an event kept")
    func python() async throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.python.path),
            "The Python environment is missing: run Tests/ForeignClient/install (needs python3 and python3-venv)"
        )
        let server = try NATSServer()
        let nodes = Nodes(.nats(NATSConfiguration(server.url)))
        let node = try await nodes.serving("a")
        let script = Self.repository.appending(path: "Tests/ForeignClient/client.py").path
        async let client = ToolRun.run(Self.python, [script, server.url])
        // Where the client does not get that far, its own words are what there is to read.
        try? await nodes.journal.wait("the client") { !$0.lines(with: "ready").isEmpty }
        try? await node.send(Note(text: "naïve ☕"))
        // With which the client ends.
        try? await node.publish(Noticed(number: 12))
        let run = try await client
        let expected = """
            twice 21 is 42
            refused with code 5, handler's code 7: The test declines
            kept in catga-events once
            kept in catga-events a second time
            """
        #expect(run.output.hasPrefix(expected), "\(run.output)\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.contains("ready, says a"))
        #expect(lines.contains("heard of 12"))
        #expect(lines.contains("asked to note 'naïve ☕'"))
        #expect(run.errors.isEmpty && run.status == 0, "\(run.errors)")
        try await nodes.journal.wait("the events") { !$0.lines(with: "a hears 5").isEmpty }
        #expect(nodes.journal.lines(with: "a notices 7").count == 1)
        #expect(nodes.journal.lines(with: "a hears 5").count == 1)
        #expect(nodes.journal.lines(with: "works ready ☕").count == 1)
        await nodes.shutdown()
    }

    @Test("The bytes that the documentation shows are those of the message")
    func documentedFrame() async throws {
        let page = Self.repository.appending(path: "Sources/Catga/Catga.docc/OtherLanguages.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
        let bytes = try #require(blocks.dropFirst().first).split(whereSeparator: \.isWhitespace)
            .compactMap { UInt8($0, radix: 16) }
        let node = try await CatgaNode(.embedded)
        registerHandlers(
            on: node,
            greetHandlers: GreetHandlers(node: "a"),
            otherHandlers: OtherHandlers(journal: Journal(), node: "a"),
            testHandlers: TestHandlers(journal: Journal(), node: "a")
        )
        let answer = try await node.receive(bytes)
        #expect(answer.suffix(8) == [42, 0, 0, 0, 0, 0, 0, 0])
    }
}
