import CatgaScanner

/// Gathers the imports that generated code has to repeat, so that it can name what the user's files name.
enum ImportCollector {
    private struct Key: Hashable {
        var module: String
        var conditions: [String]
    }

    /// These change what importing files re-export or document, which is not the generated file's to repeat.
    private static let omittedAttributes: Set<String> = ["_exported", "_documentation"]

    static func imports(of files: Set<Int>, in index: TypeIndex) -> [ModuleImport] {
        var found: [Key: ModuleImport] = [:]
        for file in files.sorted() {
            for declaration in index.files[file].imports {
                let module = index.text(declaration.module, in: file)
                let key = Key(module: module, conditions: declaration.conditions)
                let access = declaration.modifiers.access
                let attributes = attributes(of: declaration, in: file, index)
                guard let known = found[key] else {
                    found[key] = ModuleImport(
                        module: module,
                        access: access,
                        attributes: attributes.sorted(),
                        conditions: key.conditions
                    )
                    continue
                }
                found[key]?.access = widest(known.access, access)
                found[key]?.attributes = Set(known.attributes).union(attributes).sorted()
            }
        }
        return found.values.sorted {
            $0.module == $1.module ? isBefore($0.conditions, $1.conditions) : $0.module < $1.module
        }
    }

    private static func attributes(of declaration: ImportDeclaration, in file: Int, _ index: TypeIndex) -> Set<String> {
        var texts: Set<String> = []
        for attribute in declaration.modifiers.attributes {
            let name = index.text(attribute.name, in: file)
            if omittedAttributes.contains(name) { continue }
            let arguments = index.text(attribute.arguments, in: file)
            texts.insert(attribute.arguments.isEmpty ? "@\(name)" : "@\(name)(\(arguments))")
        }
        return texts
    }

    /// No access written means `internal`.
    private static func widest(_ left: AccessLevel?, _ right: AccessLevel?) -> AccessLevel? {
        (left ?? .internal) >= (right ?? .internal) ? left : right
    }

    private static func isBefore(_ left: [String], _ right: [String]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
