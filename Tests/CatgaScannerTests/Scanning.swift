@testable import CatgaScanner

/// Scans a piece of source as the file `Test.swift`.
func scan(_ source: String) -> SourceFile {
    SourceFile(path: "Test.swift", bytes: Array(source.utf8))
}

extension SourceFile {
    /// The names of all types, qualified, in source order.
    var typeNames: [String] { types.indices.map { qualifiedName(of: $0) } }

    /// The first type's properties, as `name: type`, with `=` behind stored and `{}` behind computed ones.
    var properties: [String] { (types.first?.properties ?? []).map(describe) }

    /// The file's own variables in the same form.
    var globals: [String] { variables.map(describe) }

    func describe(_ property: PropertyDeclaration) -> String {
        let type = property.type.isEmpty ? "" : ": " + text(property.type)
        return text(property.name) + type + (property.isStored ? " =" : " {}")
    }

    /// The names of the first type's functions.
    var functionNames: [String] { (types.first?.functions ?? []).map { text($0.name) } }

    /// The names of the first type's cases.
    var caseNames: [String] { (types.first?.cases ?? []).map { text($0.name) } }
}
