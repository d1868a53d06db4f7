import CatgaEmitter
import CatgaModel
import CatgaScanner
import Foundation

/// One folder of `Fixtures/golden`: the sources a user writes and the file the generator makes of them.
struct GoldenTarget {
    let name: String
    let kind: Module.Kind
    let dependencies: [String]

    static let all = [
        GoldenTarget(name: "GoldenContracts", kind: .library, dependencies: []),
        GoldenTarget(name: "GoldenHandling", kind: .library, dependencies: ["GoldenContracts"]),
        GoldenTarget(name: "GoldenWire", kind: .library, dependencies: []),
        GoldenTarget(name: "GoldenEvolution", kind: .library, dependencies: []),
        GoldenTarget(name: "GoldenCore", kind: .library, dependencies: []),
        GoldenTarget(name: "GoldenApp", kind: .executable, dependencies: ["GoldenContracts", "GoldenHandling"]),
    ]

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/golden")

    var expectedFile: URL { Self.folder.appending(path: "\(name)/Expected/\(Emitter.fileName)") }

    func generate(shuffled: Bool = false) throws -> [GeneratedFile] {
        let (input, model) = try build(shuffled: shuffled)
        let findings = RuleBook.check(model)
        guard findings.isEmpty else { throw Refused(findings: findings) }
        let sources = input.target.files.map { "Fixtures/golden/\($0.path)" }
        return Emitter.emit(model, sources: sources)
    }

    func model() throws -> Model { try build(shuffled: false).model }

    private func build(shuffled: Bool) throws -> (input: ModelInput, model: Model) {
        let input = ModelInput(
            target: ModuleSources(
                module: Module(name: name, kind: kind, isInTargetPackage: true),
                files: try Self.scan(name, shuffled: shuffled)
            ),
            dependencies: try dependencies.map { dependency in
                ModuleSources(
                    module: Module(name: dependency, kind: .library, isInTargetPackage: true),
                    files: try Self.scan(dependency, shuffled: shuffled)
                )
            }
        )
        return (input, ModelBuilder.build(input))
    }

    private static func scan(_ name: String, shuffled: Bool) throws -> [SourceFile] {
        let input = folder.appending(path: "\(name)/Input")
        let names = try FileManager.default.contentsOfDirectory(atPath: input.path).sorted()
        return try (shuffled ? names.reversed() : names).map { file in
            let bytes = try Data(contentsOf: input.appending(path: file))
            return SourceFile(path: "\(name)/Input/\(file)", bytes: Array(bytes))
        }
    }

    struct Refused: Error {
        let findings: [Finding]
    }
}
