import Foundation
import Synchronization
import ToolTesting

/// The three packages in `Packages`, copied to the build folder beside a link to this repository that is called
/// `some-clone`: a clone's folder may have any name.
///
/// Built once and edited in place, since a build of its own for every test would compile the generator each time.
final class Workspace: Sendable {
    static let shared = Result { try Workspace() }

    let folder: URL
    private let template: URL
    /// When the last run of `swift` ended.
    private let lastBuild = Mutex(Date.distantPast)

    private init() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        template = tests.appending(path: "Packages")
        folder = BuildProducts.folder.resolvingSymlinksInPath().appending(path: "plugin-tests")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clone = folder.appending(path: "some-clone")
        try? FileManager.default.removeItem(at: clone)
        let repository = tests.deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.createSymbolicLink(at: clone, withDestinationURL: repository)
    }

    /// Undoes whatever a test, or an interrupted run, did to the packages. Files that are as they should be keep their
    /// time of change.
    func restore() async throws {
        let manager = FileManager.default
        for package in ["contracts", "handlers", "app"] {
            let source = template.appending(path: package)
            let target = folder.appending(path: package)
            let wanted = try manager.subpathsOfDirectory(atPath: source.path(percentEncoded: false))
            let present = (try? manager.subpathsOfDirectory(atPath: target.path(percentEncoded: false))) ?? []
            for path in present where !path.hasPrefix(".build") && !wanted.contains(path) {
                try? manager.removeItem(at: target.appending(path: path))
                // SwiftPM would miss a file that its plan of the last build names; a newer manifest makes it plan anew.
                let manifest = target.appending(path: "Package.swift").path(percentEncoded: false)
                try? manager.setAttributes([.modificationDate: Date()], ofItemAtPath: manifest)
            }
            for path in wanted where !source.appending(path: path).hasDirectoryPath {
                guard let bytes = try? Data(contentsOf: source.appending(path: path)) else { continue }
                try await write(bytes, to: target.appending(path: path))
            }
        }
    }

    /// Waits for the second after the last build: the compiler compares a file's time of change with the one it had in the
    /// last build in whole seconds, and takes the file, or what is generated from it, for unchanged where they are equal. A
    /// file is dated by a clock that may be some milliseconds behind.
    private func write(_ bytes: Data, to file: URL) async throws {
        if (try? Data(contentsOf: file)) == bytes { return }
        let next = lastBuild.withLock { $0.timeIntervalSince1970.rounded(.down) + 1.02 }
        let wait = next - Date.now.timeIntervalSince1970
        if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
    }

    func write(_ path: String, _ text: String) async throws {
        try await write(Data(text.utf8), to: folder.appending(path: path))
    }

    /// Replaces `old`, which must be there.
    func edit(_ path: String, replacing old: String, with new: String) async throws {
        let text = try read(path)
        guard text.contains(old) else { throw Missing(text: old, path: path) }
        try await write(path, text.replacing(old, with: new))
    }

    struct Missing: Error {
        var text: String
        var path: String
    }
}

extension Workspace {
    /// `swift …` in the app's package.
    func swift(_ arguments: String...) async throws -> ToolRun {
        defer { lastBuild.withLock { $0 = Date.now } }
        return try await ToolRun.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["swift"] + arguments,
            in: folder.appending(path: "app")
        )
    }

    /// `catga-gen …` in the app's package.
    func generator(_ arguments: String...) async throws -> ToolRun {
        try await ToolRun.run(BuildProducts.generator, arguments, in: folder.appending(path: "app"))
    }

    /// The path of a file as findings name it.
    func path(_ path: String) -> String {
        folder.appending(path: path).path(percentEncoded: false)
    }

    func generatedFile(package: String, target: String) -> URL {
        folder.appending(
            path: "app/.build/plugins/outputs/\(package)/\(target)/destination/CatgaPlugin/Catga.generated.swift"
        )
    }
}
