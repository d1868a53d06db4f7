import CatgaModel
import CatgaScanner
import Foundation

/// One program of `Fixtures/rules`, with the findings that its own comments announce. The format is described in
/// `Fixtures/rules/README.md`.
struct Fixture: CustomStringConvertible, Sendable {
    struct Expectation: Hashable, Comparable, CustomStringConvertible {
        var path: String
        var line: Int
        var column: Int
        var id: String

        var description: String { "\(path):\(line):\(column) \(id)" }

        static func < (left: Self, right: Self) -> Bool {
            (left.path, left.line, left.column, left.id) < (right.path, right.line, right.column, right.id)
        }
    }

    /// The id whose folder this is.
    var id: String
    /// `rejected`, `accepted-aliases`: a file's name without `.swift`, or a folder's.
    var name: String
    /// Path inside the fixture to text, by module.
    var modules: [String: [String: String]]
    /// What `catga.lock` holds, if there is one.
    var lock: String?

    var description: String { "\(id)/\(name)" }
    var isRejected: Bool { name.hasPrefix("rejected") }
}

extension Fixture {
    /// The folder `Fixtures/rules` of this checkout.
    static var folder: URL {
        if let path = ProcessInfo.processInfo.environment["CATGA_FIXTURES"] {
            return URL(fileURLWithPath: path).appendingPathComponent("rules")
        }
        var directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while directory.path != "/" {
            let candidate = directory.appendingPathComponent("Fixtures/rules")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            directory.deleteLastPathComponent()
        }
        return directory
    }

    static func all() throws -> [Fixture] {
        var fixtures: [Fixture] = []
        for ruleFolder in try children(of: folder) where ruleFolder.lastPathComponent.hasPrefix("CATGA") {
            for entry in try children(of: ruleFolder) {
                fixtures.append(try Fixture(id: ruleFolder.lastPathComponent, entry: entry))
            }
        }
        return fixtures
    }

    private init(id: String, entry: URL) throws {
        self.id = id
        name = entry.deletingPathExtension().lastPathComponent
        if entry.pathExtension == "swift" {
            modules = ["App": [entry.lastPathComponent: try String(contentsOf: entry, encoding: .utf8)]]
            return
        }
        modules = [:]
        for module in try Self.children(of: entry) {
            if module.lastPathComponent == "catga.lock" {
                lock = try String(contentsOf: module, encoding: .utf8)
                continue
            }
            for file in try Self.children(of: module) {
                let path = "\(module.lastPathComponent)/\(file.lastPathComponent)"
                modules[module.lastPathComponent, default: [:]][path] = try String(contentsOf: file, encoding: .utf8)
            }
        }
    }

    private static func children(of folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { !$0.lastPathComponent.hasPrefix(".") }
            .sorted { $0.path < $1.path }
    }
}

extension Fixture {
    /// What the comments announce.
    var expectations: Set<Expectation> {
        var expectations: Set<Expectation> = []
        for (path, text) in modules.values.joined() {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if let marked = line.range(of: "// expect ") {
                    for word in line[marked.upperBound...].split(separator: " ") {
                        let parts = word.split(separator: ":")
                        expectations.insert(
                            Expectation(path: path, line: number + 1, column: Int(parts[1])!, id: String(parts[0]))
                        )
                    }
                }
            }
            for setting in settings(of: text) where setting.first == "expect" {
                let place = setting.dropFirst(3).compactMap { Int($0) }
                expectations.insert(
                    Expectation(path: setting[1], line: place.first ?? 1, column: place.last ?? 1, id: setting[2])
                )
            }
        }
        return expectations
    }

    /// What the generator's stages up to the checker say.
    func findings() -> [Finding] {
        let sources = modules.mapValues { files in
            files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
        }
        let input = ModelInput(
            target: ModuleSources(module: module("App", kind), files: sources["App"] ?? []),
            dependencies: sources.keys.filter { $0 != "App" }.sorted().map {
                ModuleSources(module: module($0, .library), files: sources[$0] ?? [])
            },
            configuration: configuration,
            lock: lock.map { LockFile(path: "catga.lock", bytes: Array($0.utf8)) }
        )
        let scanned = sources.values.joined().flatMap(\.findings)
        return RuleBook.sorted(scanned + RuleBook.check(ModelBuilder.build(input)))
    }

    private func module(_ name: String, _ kind: Module.Kind) -> Module {
        Module(name: name, kind: kind, isInTargetPackage: !name.hasPrefix("Other"))
    }

    private var kind: Module.Kind {
        let written = allSettings.first { $0.first == "kind" }?.last
        return written.flatMap(Module.Kind.init) ?? .library
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        for setting in allSettings {
            switch setting[0] {
            case "access": configuration.access = AccessLevel(rawValue: setting[1])
            case "remote": configuration.remote.append(setting[1])
            case "severity": configuration.severities[setting[1]] = RuleSeverity(rawValue: setting[2])
            default: break
            }
        }
        return configuration
    }

    private var allSettings: [[String]] { (modules["App"] ?? [:]).values.flatMap(settings) }

    /// The words of each `// fixture: …` line.
    private func settings(of text: String) -> [[String]] {
        text.split(separator: "\n").filter { $0.hasPrefix("// fixture: ") }.map { line in
            line.dropFirst("// fixture: ".count).split(separator: " ").map(String.init)
        }
    }
}
