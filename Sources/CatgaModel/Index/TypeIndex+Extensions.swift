import CatgaScanner

extension TypeIndex {
    /// An extension may extend a type that is itself written in an extension, so binding goes in rounds; each round
    /// but the last binds something, and nobody nests that deep.
    private static let maximumRounds = 16

    func bindExtensions() {
        var pending: [DeclarationReference] = []
        for (file, source) in files.enumerated() {
            for index in source.types.indices where source.types[index].kind == .extension {
                pending.append(DeclarationReference(file: file, type: index))
            }
        }
        for _ in 0..<Self.maximumRounds {
            let unbound = pending.filter { !bindToDeclaredType($0) }
            if unbound.count == pending.count { break }
            pending = unbound
        }
        for reference in pending { bindToForeignType(reference) }
    }

    private func bindToDeclaredType(_ reference: DeclarationReference) -> Bool {
        let targets = extendedTypes(reference)
        guard let first = targets.first else { return false }
        for target in targets { types[target].declarations.append(reference) }
        adopt(reference, into: first)
        return true
    }

    /// The types of the same module that the extension extends: several where one name is declared once for each of
    /// several conditions.
    private func extendedTypes(_ reference: DeclarationReference) -> [Int] {
        let scope = Scope(type: nil, file: reference.file)
        let syntax = syntax(of: text(declaration(reference).name, in: reference.file))
        guard case .declared(let number) = resolve(syntax, in: scope),
            types[number].module == moduleOfFile[reference.file]
        else { return [] }
        let entry = types[number]
        let conditions = declaration(reference).conditions
        let siblings = entry.parent.map { members[MemberKey(container: $0, name: entry.name)] } ?? topLevel[entry.name]
        return (siblings ?? []).compactMap { symbol in
            guard case .type(let sibling) = symbol, types[sibling].module == entry.module,
                isVisible(symbol, from: reference.file)
            else { return nil }
            return areMutuallyExclusive(types[sibling].conditions, conditions) ? nil : sibling
        }
    }

    /// Extensions of somebody else's type make an entry of their own: types nested there are this module's.
    private func bindToForeignType(_ reference: DeclarationReference) {
        let declaration = declaration(reference)
        let name = text(declaration.name, in: reference.file)
        let key = MemberKey(container: moduleOfFile[reference.file], name: name)
        if let known = foreign[key] {
            types[known].declarations.append(reference)
            return adopt(reference, into: known)
        }
        types.append(
            TypeEntry(
                name: withoutBackticks(name),
                qualified: name,
                module: moduleOfFile[reference.file],
                kind: .extension,
                declaration: reference,
                access: .public,
                conditions: declaration.conditions
            )
        )
        foreign[key] = types.count - 1
        adopt(reference, into: types.count - 1)
    }

    /// Adds what is written inside the extension, now that its type is known.
    private func adopt(_ reference: DeclarationReference, into owner: Int) {
        owners[reference.file][reference.type] = owner
        addAliases(of: reference, to: owner)
        let declarations = files[reference.file].types
        var next = reference.type + 1
        // Declarations are in source order, so whatever has a parent up to the next one without is inside.
        while next < declarations.count, declarations[next].parent != nil {
            add(DeclarationReference(file: reference.file, type: next))
            next += 1
        }
    }
}
