import CatgaModel
import CatgaScanner
import Foundation

/// Looks through compiled code for what Catga promises not to use.
///
/// Everything in the object files of CatgaCore and of generated files counts, the library functions that were specialized
/// into them included. A linked program does not say which file a function came from: there CatgaCore's functions count,
/// and those that read or write wire forms, describe messages or register handlers.
struct ObjectAudit {
    private(set) var findings: [Finding] = []
    private(set) var functionCount = 0
    private let fileCount: Int

    /// - Parameter path: An object file, a program, or a folder in which to look for those of CatgaCore and of generated files.
    init(path: String) throws(Trouble) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Trouble("does not exist", hint: "name a build folder, an object file or a program", path: path)
        }
        let files = isFolder.boolValue ? ObjectAudit.objects(in: path) : [path]
        guard !files.isEmpty else {
            throw Trouble(
                "holds no object file of CatgaCore or of generated code",
                hint: "build the package first, and name its build folder, such as .build/release",
                path: path
            )
        }
        fileCount = files.count
        for file in files { try audit(file) }
    }

    var summary: String {
        let names = DynamicEntryPoint.allCases.map(\.rawValue).joined(separator: ", ")
        let result = findings.isEmpty ? "none refers to" : "\(findings.count) of them refer to"
        return "\(functionCount) functions in \(fileCount) compiled files: \(result) \(names)"
    }

    private mutating func audit(_ file: String) throws(Trouble) {
        let isLinked = !file.hasSuffix(".o")
        for function in try Disassembly.functions(of: file, isLinked: isLinked) {
            if isLinked ? !ObjectAudit.isOurs(function.name) : ObjectAudit.isLibraryOwn(function.name) { continue }
            functionCount += 1
            for offence in function.offences.sorted() {
                findings.append(
                    Finding(
                        id: VerificationRules.dynamicSymbol.id,
                        path: file,
                        position: SourcePosition(line: 1, column: 1),
                        message: "'\(Demangler.name(function.name))' refers to \(offence)",
                        hint: "avoid it in what generated code calls; the symbol is '\(function.name)'"
                    )
                )
            }
        }
    }

    /// A generic function of a library of the toolchain that was not specialized, and comes along unused.
    private static func isLibraryOwn(_ symbol: Substring) -> Bool {
        symbol.hasPrefix("$s15Synchronization") && !symbol.contains("Tg")
    }

    private static func isOurs(_ symbol: Substring) -> Bool {
        guard symbol.hasPrefix("$s") else { return false }
        let name = Demangler.name(symbol)
        // Helpers to copy and destroy values are named for the value, and belong to whoever needed them.
        if name.hasPrefix("outlined ") { return false }
        // The node's own module has more to do than the core promises.
        if name.contains("(extension in Catga)") || symbol.hasPrefix("$s5Catga") { return false }
        return symbol.hasPrefix("$s9CatgaCore")
            || ["CatgaCore.Wire", ".messageDescription", ".registerHandlers("].contains { name.contains($0) }
    }

    /// CatgaCore's and those of generated files, but not those of tools that a build makes for itself.
    private static func objects(in folder: String) -> [String] {
        guard let entries = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [String] = []
        for case let path as String in entries where path.hasSuffix(".o") && !path.contains("-tool.build/") {
            if path.contains("CatgaCore.build/") || FilePath.lastComponent(of: path).hasPrefix("Catga.generated.") {
                files.append(PackageGraph.join(folder, path))
            }
        }
        return files.sorted()
    }
}
