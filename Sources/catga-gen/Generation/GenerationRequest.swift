import CatgaModel

/// What to generate for: one target as a build system describes it.
struct GenerationRequest {
    struct Dependency {
        var module: String
        var kind: Module.Kind
        var isInTargetPackage: Bool
        var sources: [String]
    }

    var module: String
    var kind: Module.Kind
    var configurationPath: String?
    /// What to compare with, if not with the `catga.lock` of the package.
    var lockPath: String?
    /// Sources are named relative to it in the generated file.
    var packageDirectory: String?
    var sources: [String]
    var dependencies: [Dependency]

    /// What the generated file is called, wherever it lies. Such a file among the sources is never scanned: it is made
    /// from the others.
    static let fileName = "Catga.generated.swift"

    static func isHandWritten(_ path: String) -> Bool {
        FilePath.lastComponent(of: path) != fileName
    }
}
