import Foundation
import Testing
import ToolTesting

/// Real builds of real packages: contracts, handlers and an app, each a package of its own.
///
/// One after the other, since they share a workspace.
@Suite("CatgaPlugin", .serialized)
struct PluginTests {
    private static let messages = "contracts/Sources/ShopContracts/Messages.swift"
    private static let priceHandlers = "handlers/Sources/ShopHandlers/PriceHandlers.swift"
    private static let stockHandlers = "app/Sources/ShopApp/StockHandlers.swift"

    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace.shared.get()
        try await workspace.restore()
    }

    @Test("wires three packages whatever the clone is called, and the app runs")
    func run() async throws {
        let run = try await workspace.swift("run", "ShopApp")
        try #require(run.status == 0, "\(run.everything)")
        #expect(run.output.hasSuffix("price 400\nrestocked 3 of lamp\nlamp is there\n"))
    }

    @Test("does nothing when nothing changed")
    func noChange() async throws {
        try await build()
        // SwiftPM links the tools of a first build once more in the second one.
        try await build()
        let run = try await workspace.swift("build")
        #expect(run.status == 0)
        for step in ["Wiring", "Emitting module", "Linking"] { #expect(!run.everything.contains(step)) }
    }

    @Test("leaves the generated file alone when a handler's comment changes")
    func comment() async throws {
        try await build()
        let before = try generatedFiles()
        try await workspace.edit(PluginTests.stockHandlers, replacing: "struct Stock", with: "/// Stock.\nstruct Stock")
        try await workspace.edit(PluginTests.priceHandlers, replacing: "UInt32(", with: "/* Cents. */ UInt32(")
        try await build()
        #expect(try generatedFiles() == before)
    }

    @Test("writes the generated file anew when a handler becomes async")
    func change() async throws {
        try await build()
        let before = try generatedFiles()
        try await workspace.edit(PluginTests.stockHandlers, replacing: "Restocked) {", with: "Restocked) async {")
        try await build()
        #expect(try generatedFiles() != before)
    }

    @Test("a deleted handler stops the build at the message")
    func deletedHandler() async throws {
        let text = try workspace.read(PluginTests.priceHandlers)
        let start = try #require(text.range(of: "    public func handle"))
        try await workspace.write(PluginTests.priceHandlers, text[..<start.lowerBound] + "}\n")
        try await expectStop(at: PluginTests.messages, 3, 15, "CATGA0010")
    }

    @Test("a doubled handler stops the build at the second one")
    func doubledHandler() async throws {
        let more = "\nstruct Others: Handlers {\n    func handle(_ query: PriceOf) -> UInt32 { 1 }\n}\n"
        try await workspace.write(PluginTests.stockHandlers, workspace.read(PluginTests.stockHandlers) + more)
        try await expectStop(at: PluginTests.stockHandlers, 17, 10, "CATGA0011")
    }

    @Test("a misspelled route key stops the build at the key")
    func misspelledKey() async throws {
        try await workspace.edit(PluginTests.messages, replacing: "\"article\"", with: "\"articel\"")
        try await expectStop(at: PluginTests.messages, 5, 41, "CATGA0034")
    }

    @Test("a field of type Any stops the build at the field")
    func anyField() async throws {
        try await workspace.edit(PluginTests.messages, replacing: "var count: UInt32", with: "var count: Any")
        try await expectStop(at: PluginTests.messages, 15, 16, "CATGA0020")
    }

    @Test("catga.json of the target is read, and its mistakes stop the build")
    func configuration() async throws {
        try await workspace.write("app/Sources/ShopApp/catga.json", "{ \"remote\": \"PriceOf\" }")
        let run = try await workspace.swift("build")
        #expect(run.status != 0)
        let place = workspace.path("app/Sources/ShopApp/catga.json")
        #expect(run.everything.contains("\(place):1:13: error: 'remote' is a string"), "\(run.everything)")
    }

    @Test("catga.json of the package holds for its targets")
    func packageConfiguration() async throws {
        try await workspace.write("app/catga.json", "{ \"imports\": [\"Dispatch\"] }")
        try await build()
        let file = workspace.generatedFile(package: "app", target: "ShopApp")
        #expect(try String(contentsOf: file, encoding: .utf8).contains("import Dispatch\n"))
    }

    @Test("catga.lock of the package stops a build that breaks what was shipped")
    func lock() async throws {
        try await build()
        let written = try await workspace.generator("lock")
        #expect(written.status == 0, "\(written.everything)")
        #expect(try workspace.read("app/catga.lock").contains("member count: UInt32\n"))
        let silent = try await workspace.swift("build")
        #expect(silent.status == 0 && !silent.everything.contains("CATGA006"), "\(silent.everything)")
        try await workspace.edit(PluginTests.messages, replacing: "count: UInt32", with: "count: UInt64")
        try await expectStop(at: PluginTests.messages, 15, 16, "CATGA0063")
        for run in [try await workspace.swift("package", "catga-verify"), try await workspace.generator("verify")] {
            #expect(run.status == 1)
            #expect(run.everything.contains("error: CATGA0063: "), "\(run.everything)")
        }
        let refused = try await workspace.generator("lock")
        #expect(refused.status == 1)
        #expect(try workspace.read("app/catga.lock").contains("member count: UInt32\n"))
    }

    @Test("a catga.lock that comes or goes between builds is noticed")
    func lockComesAndGoes() async throws {
        try await build()
        try await workspace.write("app/catga.lock", "catga.lock 0\n")
        let run = try await workspace.swift("build")
        #expect(run.status != 0)
        #expect(
            run.everything.contains("\(workspace.path("app/catga.lock")):1:12: error: CATGA0060: "), "\(run.everything)"
        )
        try FileManager.default.removeItem(at: workspace.folder.appending(path: "app/catga.lock"))
        try await build()
    }

    private func build() async throws {
        let run = try await workspace.swift("build")
        try #require(run.status == 0, "\(run.everything)")
    }

    private func expectStop(at path: String, _ line: Int, _ column: Int, _ id: String) async throws {
        let run = try await workspace.swift("build")
        #expect(run.status != 0)
        let finding = "\(workspace.path(path)):\(line):\(column): error: \(id): "
        #expect(run.everything.contains(finding), "\(run.everything)")
    }

    /// Bytes and times of all three.
    private func generatedFiles() throws -> [GeneratedState] {
        try [("contracts", "ShopContracts"), ("handlers", "ShopHandlers"), ("app", "ShopApp")].map { package, target in
            let file = workspace.generatedFile(package: package, target: target)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
            return GeneratedState(bytes: try Data(contentsOf: file), date: attributes[.modificationDate] as? Date)
        }
    }

    private struct GeneratedState: Equatable {
        var bytes: Data
        var date: Date?
    }
}

extension PluginTests {
    @Test(
        "a target that the plugin cannot work for is an error that names the fix",
        arguments: [
            (".target(name: \"Plain\", plugins: plugins)", "works for Swift targets only; remove it"),
            (".target(name: \"Lonely\", plugins: plugins)", "add .product(name: \"Catga\", package: \"some-clone\")"),
        ]
    )
    func misuse(target: String, message: String) async throws {
        let plugin = #"let plugins: [Target.PluginUsage] = [.plugin(name: "CatgaPlugin", package: "some-clone")]"#
        try await workspace.edit("app/Package.swift", replacing: "let package", with: "\(plugin)\nlet package")
        try await workspace.edit("app/Package.swift", replacing: "targets: [\n", with: "targets: [\n\(target),\n")
        let run = try await workspace.swift("build")
        #expect(run.status != 0)
        #expect(run.everything.contains(message), "\(run.everything)")
    }

    @Test("a committed generated file beside the plugin is an error that names both fixes")
    func committedFile() async throws {
        try await workspace.write("app/Sources/ShopApp/Catga.generated.swift", "// committed\n")
        let run = try await workspace.swift("build")
        #expect(run.status != 0)
        #expect(run.everything.contains("delete that file, or remove CatgaPlugin"), "\(run.everything)")
    }
}

extension PluginTests {
    @Test("catga-verify and catga-gen verify are clean behind a build")
    func verifyCurrent() async throws {
        try await build()
        let summary = "ShopApp: current, 0 messages, 2 handlers\n"
        let plugin = try await workspace.swift("package", "catga-verify")
        #expect(plugin.status == 0, "\(plugin.everything)")
        #expect(plugin.output.hasSuffix(summary))
        let json = try await workspace.swift("package", "catga-verify", "--strict", "--format", "json")
        #expect(json.status == 0, "\(json.everything)")
        #expect(json.output.contains("\"module\":\"ShopApp\",\"state\":\"current\""))
        let wrong = try await workspace.swift("package", "catga-verify", "--package", "x")
        #expect(wrong.status != 0 && wrong.everything.contains("takes --strict, --diff and --format"))
        let tool = try await workspace.generator("verify")
        #expect(tool.status == 0, "\(tool.everything)")
        #expect(tool.output == summary)
    }

    @Test("catga-verify and catga-gen verify show what a build would change, and fail")
    func verifyStale() async throws {
        try await build()
        try await workspace.edit(PluginTests.stockHandlers, replacing: "Restocked) {", with: "Restocked) async {")
        for run in [try await workspace.swift("package", "catga-verify"), try await workspace.generator("verify")] {
            #expect(run.status == 1)
            #expect(run.everything.contains("error: CATGA0126: the generated file is stale"), "\(run.everything)")
            #expect(run.everything.contains("note: run 'swift build'"))
            #expect(run.output.contains("\n+        callAsync: "), "\(run.output)")
            #expect(run.output.hasSuffix("ShopApp: stale, 0 messages, 2 handlers\n"))
        }
    }

    @Test("catga-verify and catga-gen verify print findings, and fail")
    func verifyFindings() async throws {
        try await workspace.edit(PluginTests.stockHandlers, replacing: "command: Restock", with: "command: Restok")
        for run in [try await workspace.swift("package", "catga-verify"), try await workspace.generator("verify")] {
            #expect(run.status == 1)
            let finding = "\(workspace.path(PluginTests.stockHandlers)):7:28: error: CATGA0012: "
            #expect(run.everything.contains(finding), "\(run.everything)")
        }
    }

    @Test("a committed generated file beside the plugin is a finding of catga-gen verify")
    func verifyCommittedBesidePlugin() async throws {
        try await workspace.write("app/Sources/ShopApp/Catga.generated.swift", "// committed\n")
        let run = try await workspace.generator("verify")
        #expect(run.status == 1)
        #expect(run.errors.contains("Catga.generated.swift:1:1: error: CATGA0127: "), "\(run.errors)")
    }

    @Test("a committed generated file is verified where the plugin is not used")
    func verifyCommitted() async throws {
        try await build()
        let committed = "app/Sources/ShopApp/Catga.generated.swift"
        let text = try String(contentsOf: workspace.generatedFile(package: "app", target: "ShopApp"), encoding: .utf8)
        try await workspace.edit(
            "app/Package.swift",
            replacing: "plugins: [.plugin(name: \"CatgaPlugin\", package: \"some-clone\")]",
            with: "plugins: []"
        )
        try await workspace.write(committed, text)
        #expect(try await workspace.generator("verify").output == "ShopApp: current, 0 messages, 2 handlers\n")
        try await workspace.write(committed, text.replacing("stockHandlers", with: "handlers"))
        let run = try await workspace.generator("verify")
        #expect(run.status == 1)
        #expect(run.errors.contains("\(workspace.path(committed)):"))
        #expect(run.errors.contains("commit the result"))
    }
}

extension PluginTests {
    @Test("catga-gen init makes a program of what 'swift package init' left, which runs and is verified")
    func start() async throws {
        let folder = workspace.folder.appending(path: "fresh-app")
        // The build folder stays from run to run, as building the generator takes long.
        for name in ["Package.swift", "Sources", "Tests"] {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let swift = URL(fileURLWithPath: "/usr/bin/env")
        let template = try await ToolRun.run(swift, ["swift", "package", "init", "--type", "executable"], in: folder)
        try #require(template.status == 0, "\(template.everything)")
        let start = try await ToolRun.run(BuildProducts.generator, ["init", "--catga", "../some-clone"], in: folder)
        try #require(start.status == 0, "\(start.everything)")
        let run = try await ToolRun.run(swift, ["swift", "run", "fresh-app"], in: folder)
        #expect(run.status == 0, "\(run.everything)")
        #expect(run.output.hasSuffix("Hello, Catga!\ngreeted Catga\n"))
        let verify = try await ToolRun.run(BuildProducts.generator, ["verify", "--strict"], in: folder)
        #expect(verify.status == 0, "\(verify.everything)")
        #expect(verify.output == "fresh_app: current, 2 messages, 2 handlers\n")
    }
}
