import CatgaScanner
import Foundation
import Testing

/// What the core promises about itself, read from its sources by the project's own scanner.
@Suite("Promises of CatgaCore")
struct PromisesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/CatgaCore")

    private static func sources() throws -> [URL] {
        let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    }

    private static func files() throws -> [SourceFile] {
        try sources().map { SourceFile(path: $0.lastPathComponent, bytes: Array(try Data(contentsOf: $0))) }
    }

    @Test("It declares no generic type or function")
    func noGenerics() throws {
        for file in try Self.files() {
            #expect(file.findings.isEmpty)
            for type in file.types {
                let name = file.text(type.name)
                #expect(!type.isGeneric, "\(file.path): \(name)")
                for function in type.functions + type.initializers {
                    #expect(!function.isGeneric, "\(file.path): \(name).\(file.text(function.name))")
                }
                #expect(!type.typealiases.contains { $0.isGeneric }, "\(file.path): \(name)")
            }
            #expect(!file.functions.contains { $0.isGeneric }, "\(file.path)")
        }
    }

    @Test("It declares no class and no actor")
    func noClasses() throws {
        let files = try Self.files()
        #expect(files.flatMap(\.types).count > 20, "the scanner saw the module")
        #expect(files.allSatisfy { file in file.types.allSatisfy { $0.kind != .class && $0.kind != .actor } })
    }

    @Test("It names no existential or opaque type and throws no untyped error")
    func noExistentials() throws {
        for file in try Self.files() {
            let functions = file.functions + file.types.flatMap { $0.functions + $0.initializers }
            let properties = file.variables + file.types.flatMap(\.properties)
            let aliases = file.typealiases + file.types.flatMap(\.typealiases)
            var types = functions.flatMap { $0.parameters.map(\.fullType) + [$0.returnType, $0.thrownType] }
            types += properties.map(\.type) + aliases.map(\.type)
            for type in types.map({ file.text($0) }) {
                let words = Set(type.split { !$0.isLetter })
                #expect(words.isDisjoint(with: ["any", "some", "Any", "AnyObject"]), "\(file.path): \(type)")
            }
            for function in functions where function.isThrowing {
                #expect(!function.thrownType.isEmpty, "\(file.path): \(file.text(function.name))")
            }
        }
    }

    @Test("It imports nothing but Synchronization")
    func imports() throws {
        let modules = try Self.files().flatMap { file in file.imports.map { file.text($0.module) } }
        #expect(Set(modules) == ["Synchronization"])
    }
}
