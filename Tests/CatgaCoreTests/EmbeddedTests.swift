import Foundation
import GoldenCore
import Testing
import ToolTesting

/// The core and what was generated for it, built as Embedded Swift and run beside the normal build of the same sources.
@Suite("Embedded Swift")
struct EmbeddedTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let flags = [
        "-swift-version", "6", "-enable-experimental-feature", "Embedded", "-wmo", "-warnings-as-errors",
        "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "InternalImportsByDefault",
    ]

    private static func sources(in folder: String) throws -> [String] {
        let all = try #require(
            FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map(\.path).sorted()
    }

    private static func swiftc(_ arguments: [String]) async throws -> ToolRun {
        try await ToolRun.run(URL(filePath: "/usr/bin/env"), ["swiftc"] + flags + arguments)
    }

    /// Where the toolchain keeps the tables of Unicode, which text is compared with.
    private static func unicodeTables() async throws -> String {
        struct Target: Decodable {
            struct Paths: Decodable { let runtimeResourcePath: String }
            struct Triple: Decodable { let unversionedTriple: String }
            let paths: Paths
            let target: Triple
        }
        let run = try await ToolRun.run(URL(filePath: "/usr/bin/env"), ["swiftc", "-print-target-info"])
        let target = try JSONDecoder().decode(Target.self, from: Data(run.output.utf8))
        return "\(target.paths.runtimeResourcePath)/embedded/\(target.target.unversionedTriple)"
    }

    @Test("A table, its handlers and bytes for them come to the same as in the normal build")
    func sameOutput() async throws {
        let folder = try TemporaryFolder()
        let modules = [
            ("CatgaCore", "Sources/CatgaCore", ["-enable-experimental-feature", "Lifetimes"]),
            ("GoldenCore", "Fixtures/golden/GoldenCore", []),
        ]
        for (module, sources, features) in modules {
            let run = try await Self.swiftc(
                features + [
                    "-package-name", "Catga", "-parse-as-library", "-module-name", module, "-I", folder.path(""),
                ]
                    + ["-emit-module", "-emit-module-path", folder.path("\(module).swiftmodule")]
                    + ["-c", "-o", folder.path("\(module).o")] + Self.sources(in: sources)
            )
            try #require(run.status == 0, "\(run.everything)")
        }
        try "import GoldenCore\n\nfor line in Shift.lines() { print(line) }\n"
            .write(toFile: folder.path("main.swift"), atomically: true, encoding: .utf8)
        let link = try await Self.swiftc(
            ["-I", folder.path(""), "-o", folder.path("shift"), folder.path("main.swift")]
                + modules.map { folder.path("\($0.0).o") }
                + ["-lm", "-L", Self.unicodeTables(), "-lswiftUnicodeDataTables"]
        )
        try #require(link.status == 0, "\(link.everything)")
        let embedded = try await ToolRun.run(URL(filePath: folder.path("shift")), [])
        #expect(embedded.status == 0)
        #expect(embedded.output.split(separator: "\n").map(String.init) == Shift.lines())
        #expect(Shift.lines().count == 13)
    }
}
