import Foundation
import Testing
import ToolTesting

/// What the documentation of views says the compiler refuses, tried on the compiler as a user's module is: without a flag.
@Suite("A view cannot outlive its bytes")
struct ViewEscapeTests {
    struct Escape: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What stands in the closure that is lent a `Crowd.View`.
        let body: String
        let error: String
        /// What stands in front of it.
        var before = ""
        var returns = ""
    }

    private static let escapes = [
        Escape(
            testDescription: "returned from the closure", body: "crowd", error: "conform to 'Copyable'",
            returns: "-> Crowd.View"
        ),
        Escape(
            testDescription: "stored outside of it", body: "kept = crowd", error: "is consuming",
            before: "var kept: Crowd.View?"
        ),
        Escape(
            testDescription: "captured by a closure that escapes", body: "{ crowd.members.count }",
            error: "'crowd' is borrowed and cannot be consumed", returns: "-> () -> Int"
        ),
        Escape(
            testDescription: "sent to a task", body: "_ = Task { crowd.members.count }",
            error: "'crowd' is borrowed and cannot be consumed"
        ),
        Escape(
            testDescription: "an element, kept", body: "let first = crowd.members[0]; _ = first.first.count",
            error: "cannot be consumed"
        ),
        Escape(
            testDescription: "a text's span, stored outside",
            body: "try crowd.members.visit { (member) throws(WireError) in kept = member.first.utf8 }",
            error: "lifetime-dependent v", before: "var kept = [0 as UInt8].span"
        ),
    ]

    @Test("It does not compile that a view is", arguments: escapes)
    func escape(_ escape: Escape) async throws {
        let run = try await Self.compile(escape)
        #expect(run.status != 0)
        #expect(run.errors.contains(escape.error), "\(run.errors)")
        #expect(!run.errors.contains("no such module") && !run.errors.contains("missing required"), "\(run.errors)")
    }

    @Test("What stays inside of the closure compiles")
    func inside() async throws {
        let body = "crowd.members.count + crowd.members[0].first.count"
        let run = try await Self.compile(Escape(testDescription: "", body: body, error: "", returns: "-> Int"))
        #expect(run.status == 0, "\(run.errors)")
    }

    /// As far as the checks of ownership, which stand behind those of types.
    private static func compile(_ escape: Escape) async throws -> ToolRun {
        let folder = try TemporaryFolder()
        let source = """
            import Catga
            import GoldenWire
            func read(_ bytes: [UInt8]) throws(WireError) \(escape.returns) {
                \(escape.before)
                \(escape.returns.isEmpty ? "" : "return") try Crowd.View.read(bytes.span.bytes) { (crowd) throws(WireError) in
                    \(escape.body)
                }
            }
            """
        let file = try folder.write("Escape.swift", source)
        let moduleMap = BuildProducts.folder.appending(path: "CCatgaCalls.build/module.modulemap")
        let modules = BuildProducts.folder.appending(path: "Modules")
        return try await ToolRun.run(
            URL(filePath: "/usr/bin/env"),
            ["swiftc", "-swift-version", "6", "-emit-sil", "-o", "/dev/null", "-I", modules.path]
                + ["-Xcc", "-fmodule-map-file=\(moduleMap.path)", file.path]
        )
    }
}
