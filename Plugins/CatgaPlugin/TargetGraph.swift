import Foundation
import PackagePlugin

/// What the package graph says about a target that Catga generates for.
struct TargetGraph {
    static let generatedFileName = "Catga.generated.swift"

    private let package: Package
    /// The package that offers this plugin; its identity is the name of the folder it was cloned into.
    private let ownPackage: Package
    /// Targets that Catga's own libraries are made of: they hold no messages.
    private let runtime: Set<Target.ID>

    init(package: Package) throws {
        guard let ownPackage = TargetGraph.ownPackage(reachedFrom: package) else { throw Misuse.unknownPackage }
        self.package = package
        self.ownPackage = ownPackage
        let libraries = ownPackage.products(ofType: LibraryProduct.self).flatMap(\.targets)
        runtime = Set(libraries.flatMap { [$0.id] + $0.recursiveTargetDependencies.map(\.id) })
    }

    /// Found by what it offers, as its folder can be called anything.
    private static func ownPackage(reachedFrom root: Package) -> Package? {
        var pending = [root]
        var seen: Set<Package.ID> = []
        while let package = pending.popLast() {
            guard seen.insert(package.id).inserted else { continue }
            let names = Set(package.targets.map(\.name))
            if names.isSuperset(of: ["Catga", "CatgaCore"]) { return package }
            pending += package.dependencies.map(\.package)
        }
        return nil
    }

    func check(_ target: SwiftSourceModuleTarget) throws {
        guard target.kind.isSupported else { throw Misuse.notAModule(target.name) }
        guard !target.swiftFiles.isEmpty else { throw Misuse.noSources(target.name) }
        if let committed = target.committedFile {
            throw Misuse.committedFile(target: target.name, path: committed.path(percentEncoded: false))
        }
        guard dependsOnCatga(target) else { throw Misuse.noRuntime(target: target.name, package: ownPackage.id) }
    }

    private func dependsOnCatga(_ target: any Target) -> Bool {
        target.recursiveTargetDependencies.contains { runtime.contains($0.id) }
    }

    /// Modules that may hold messages or handlers, in this package and in others, by name.
    func dependencies(of target: SwiftSourceModuleTarget) -> [SwiftSourceModuleTarget] {
        target.recursiveTargetDependencies
            .compactMap { $0 as? SwiftSourceModuleTarget }
            .filter { !runtime.contains($0.id) && dependsOnCatga($0) && !$0.swiftFiles.isEmpty }
            .sorted { $0.moduleName < $1.moduleName }
    }

    func arguments(for dependency: SwiftSourceModuleTarget) -> [String] {
        var arguments = ["--dependency", dependency.moduleName]
        if dependency.kind != .generic { arguments += ["--kind", dependency.kind.argument] }
        if !package.targets.contains(where: { $0.id == dependency.id }) { arguments.append("--other-package") }
        return arguments + dependency.swiftFiles.map { $0.path(percentEncoded: false) }
    }

    /// The target's own `catga.json`, or the package's.
    func configuration(of target: SwiftSourceModuleTarget) -> URL? {
        [target.directoryURL, package.directoryURL]
            .map { $0.appending(path: "catga.json") }
            .first { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) }
    }
}

extension SwiftSourceModuleTarget {
    /// What somebody wrote, by path: a generated file that was committed is made from the others.
    var swiftFiles: [URL] {
        sourceFiles(withSuffix: ".swift").map(\.url)
            .filter { $0.lastPathComponent != TargetGraph.generatedFileName }
            .sorted { $0.path < $1.path }
    }

    var committedFile: URL? {
        sourceFiles(withSuffix: ".swift").map(\.url).first { $0.lastPathComponent == TargetGraph.generatedFileName }
    }
}

extension ModuleKind {
    /// Macros and snippets cannot hold messages.
    var isSupported: Bool {
        switch self {
        case .generic, .executable, .test: true
        default: false
        }
    }

    var argument: String {
        switch self {
        case .executable: "executable"
        case .test: "test"
        default: "library"
        }
    }
}
