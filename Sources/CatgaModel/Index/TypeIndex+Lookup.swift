import CatgaScanner

extension TypeIndex {
    enum Lookup {
        case found(Symbol)
        /// Several imported modules declare the name.
        case ambiguous([String])
        case missing
    }

    /// What an unqualified name means in `scope`: the types around it first, from the inside out, then its own
    /// module, then the other scanned modules.
    func lookup(_ name: String, from scope: Scope) -> Lookup {
        var outer = scope.type
        while let type = outer {
            if types[type].hasMembers, let symbol = member(name, of: type, from: scope) { return .found(symbol) }
            if types[type].name == name, types[type].parent != nil { return .found(.type(type)) }
            outer = types[type].parent
        }
        guard let candidates = topLevel[name] else { return .missing }
        let module = module(of: scope)
        if let own = best(candidates.filter { self.module(of: $0) == module }, from: scope.file) { return .found(own) }
        return lookup(name, among: candidates, from: scope)
    }

    /// A name of another module. Access decides first, then the file's imports: a module may also be re-exported by
    /// one that is imported, so an import is not required.
    private func lookup(_ name: String, among candidates: [Symbol], from scope: Scope) -> Lookup {
        let own = module(of: scope)
        // The target is built last: none of the modules it depends on can see it.
        let others = candidates.filter { module(of: $0) != own && module(of: $0) != 0 }
        let reachable = others.filter { reaches($0, from: own) }
        var choice = reachable.isEmpty ? others : reachable
        if Set(choice.map(module(of:))).count > 1 {
            let imported = choice.filter { imports(of: scope.file).contains(modules[module(of: $0)].name) }
            if !imported.isEmpty { choice = imported }
        }
        let origins = Set(choice.map(module(of:)))
        if origins.count > 1 { return .ambiguous(origins.sorted().map { modules[$0].name }) }
        return choice.first.map(Lookup.found) ?? .missing
    }

    /// A name inside a type, extensions included.
    func member(_ name: String, of type: Int, from scope: Scope) -> Symbol? {
        if let candidates = members[MemberKey(container: type, name: name)],
            let found = best(candidates, from: scope.file)
        {
            return found
        }
        // The scope's module may have extended another module's type.
        let module = module(of: scope)
        guard types[type].module != module,
            let extended = foreign[MemberKey(container: module, name: types[type].qualified)]
        else { return nil }
        return members[MemberKey(container: extended, name: name)].flatMap { best($0, from: scope.file) }
    }

    /// A module-level name of the module called `module`.
    func lookup(_ name: String, inModule module: Int, from scope: Scope) -> Symbol? {
        best((topLevel[name] ?? []).filter { self.module(of: $0) == module }, from: scope.file)
    }

    func isVisible(_ symbol: Symbol, from file: Int) -> Bool {
        switch symbol {
        case .type(let number):
            types[number].access > .fileprivate || types[number].declaration.file == file
        case .alias(let number):
            aliases[number].access > .fileprivate || aliases[number].file == file
        }
    }

    func module(of symbol: Symbol) -> Int {
        switch symbol {
        case .type(let number): types[number].module
        case .alias(let number): moduleOfFile[aliases[number].file]
        }
    }

    /// A file's own declaration hides another file's, as private ones may share a name.
    private func best(_ candidates: [Symbol], from file: Int) -> Symbol? {
        if candidates.count == 1 { return isVisible(candidates[0], from: file) ? candidates[0] : nil }
        let visible = candidates.filter { isVisible($0, from: file) }
        return visible.first { self.file(of: $0) == file } ?? visible.first
    }

    private func file(of symbol: Symbol) -> Int {
        switch symbol {
        case .type(let number): types[number].declaration.file
        case .alias(let number): aliases[number].file
        }
    }

    private func reaches(_ symbol: Symbol, from module: Int) -> Bool {
        let access =
            switch symbol {
            case .type(let number): types[number].access
            case .alias(let number): aliases[number].access
            }
        if access >= .public { return true }
        let samePackage = modules[module].isInTargetPackage && modules[self.module(of: symbol)].isInTargetPackage
        return access == .package && samePackage
    }
}
