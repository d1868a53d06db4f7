import CatgaScanner

/// All named types and typealiases of all modules, found by name in constant time.
///
/// Files are sorted by path before anything else happens, so that whatever is made from the index does not depend on
/// the order in which they were given.
final class TypeIndex {
    struct MemberKey: Hashable {
        var container: Int
        var name: String
    }

    let modules: [Module]
    let files: [SourceFile]
    let moduleOfFile: [Int]
    let moduleNumbers: [String: Int]
    var types: [TypeEntry] = []
    var aliases: [AliasEntry] = []
    /// Module-level names of every module.
    var topLevel: [String: [Symbol]] = [:]
    /// Names inside types; the container is the type's index.
    var members: [MemberKey: [Symbol]] = [:]
    /// Extensions of types that the extending module does not declare; the container is the module.
    var foreign: [MemberKey: Int] = [:]
    /// For each file and declaration, the type it belongs to; -1 for an extension not yet bound.
    var owners: [[Int]] = []

    /// How deep and how long the resolution under way is; see `resolve(_:in:depth:)`.
    var resolutionNesting = 0
    var resolutionSteps = 0

    private var syntaxes: [String: TypeSyntax] = [:]
    private var importedModules: [Int: Set<String>] = [:]

    init(_ input: ModelInput) {
        let sources = [input.target] + input.dependencies
        modules = sources.map(\.module)
        var files: [SourceFile] = []
        var moduleOfFile: [Int] = []
        for (number, source) in sources.enumerated() {
            files += source.files.sorted { $0.path < $1.path }
            moduleOfFile += Array(repeating: number, count: source.files.count)
        }
        self.files = files
        self.moduleOfFile = moduleOfFile
        moduleNumbers = Dictionary(
            sources.enumerated().map { ($1.module.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        addDeclarations()
        bindExtensions()
    }

    // MARK: Reading

    func declaration(_ reference: DeclarationReference) -> TypeDeclaration {
        files[reference.file].types[reference.type]
    }

    func text(_ span: Span, in file: Int) -> String { files[file].text(span) }

    func module(of scope: Scope) -> Int { moduleOfFile[scope.file] }

    func syntax(of text: String) -> TypeSyntax {
        if let known = syntaxes[text] { return known }
        let syntax = TypeSyntaxParser.parse(text)
        syntaxes[text] = syntax
        return syntax
    }

    func imports(of file: Int) -> Set<String> {
        if let known = importedModules[file] { return known }
        let names = Set(files[file].imports.map { withoutBackticks(text($0.module, in: file)) })
        importedModules[file] = names
        return names
    }

    // MARK: Filling

    private func addDeclarations() {
        for (file, source) in files.enumerated() {
            owners.append(Array(repeating: -1, count: source.types.count))
            for index in source.types.indices { add(DeclarationReference(file: file, type: index)) }
            for alias in source.typealiases { add(alias, file: file, parent: nil, inherited: .internal) }
        }
    }

    /// Adds a named type, unless it stands in an extension whose type is not known yet.
    func add(_ reference: DeclarationReference) {
        let declaration = declaration(reference)
        guard declaration.kind != .extension else { return }
        var parent: Int?
        var inherited = AccessLevel.internal
        if let outer = declaration.parent {
            let owner = owners[reference.file][outer]
            if owner < 0 { return }
            parent = owner
            inherited = defaultMemberAccess(of: DeclarationReference(file: reference.file, type: outer))
        }
        let number = types.count
        let written = text(declaration.name, in: reference.file)
        let own = declaration.modifiers.access ?? inherited
        let outer = parent.map { types[$0] }
        types.append(
            TypeEntry(
                name: withoutBackticks(written),
                qualified: outer.map { $0.qualified + "." + written } ?? written,
                module: moduleOfFile[reference.file],
                kind: declaration.kind,
                declaration: reference,
                parent: parent,
                access: outer.map { min($0.access, own) } ?? own,
                isGeneric: declaration.isGeneric || outer?.isGeneric == true,
                conditions: declaration.conditions
            )
        )
        owners[reference.file][reference.type] = number
        insert(.type(number), named: types[number].name, into: parent)
        addAliases(of: reference, to: number)
    }

    func addAliases(of reference: DeclarationReference, to owner: Int) {
        let inherited = defaultMemberAccess(of: reference)
        for alias in declaration(reference).typealiases {
            add(alias, file: reference.file, parent: owner, inherited: inherited)
        }
    }

    private func add(_ alias: TypealiasDeclaration, file: Int, parent: Int?, inherited: AccessLevel) {
        let name = withoutBackticks(text(alias.name, in: file))
        aliases.append(
            AliasEntry(
                name: name,
                text: alias.type,
                file: file,
                parent: parent,
                access: alias.modifiers.access ?? inherited,
                isGeneric: alias.isGeneric,
                conditions: alias.conditions
            )
        )
        insert(.alias(aliases.count - 1), named: name, into: parent)
    }

    private func insert(_ symbol: Symbol, named name: String, into parent: Int?) {
        guard let parent else { return topLevel[name, default: []].append(symbol) }
        types[parent].hasMembers = true
        members[MemberKey(container: parent, name: name), default: []].append(symbol)
    }

    /// What a member without an access modifier gets: `public extension` makes its members public.
    func defaultMemberAccess(of reference: DeclarationReference) -> AccessLevel {
        let declaration = declaration(reference)
        return declaration.kind == .extension ? declaration.modifiers.access ?? .internal : .internal
    }

    // MARK: Places

    /// Where `span` starts.
    func place(_ span: Span, in file: Int) -> Place {
        Place(path: files[file].path, position: files[file].position(of: span))
    }

    func place(offset: Int32, in file: Int) -> Place {
        place(Span(start: offset, end: offset), in: file)
    }
}
