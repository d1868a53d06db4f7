import CatgaScanner

/// Decides whether generated code can make a handler type with `init()`.
struct DefaultInitializer {
    let index: TypeIndex

    func exists(for type: Int) -> Bool {
        let entry = index.types[type]
        let declaration = index.declaration(entry.declaration)
        if entry.declarations.contains(where: hasCallableInitializer) { return true }
        // An initializer written in an extension leaves the compiler's own in place; one in the body replaces it.
        guard declaration.initializers.isEmpty, !isGloballyIsolated(entry), !hasSuperclass(entry) else { return false }
        return declaration.properties.allSatisfy { property in
            !property.isStored || property.modifiers.isStatic || hasValue(property, in: entry.declaration.file)
        }
    }

    private func hasCallableInitializer(_ reference: DeclarationReference) -> Bool {
        let declaration = index.declaration(reference)
        // In an extension under an `#if` of its own it may be missing where the type is there.
        if declaration.kind == .extension, !declaration.conditions.isEmpty { return false }
        let inherited = index.defaultMemberAccess(of: reference)
        return declaration.initializers.contains { initializer in
            (initializer.modifiers.access ?? inherited) > .fileprivate
                && initializer.parameters.allSatisfy(\.hasDefault)
                && initializer.conditions.isEmpty
                && !initializer.isAsync && !initializer.isThrowing && !initializer.isFailable && !initializer.isGeneric
                && !isIsolated(initializer, at: reference)
        }
    }

    private func isIsolated(_ initializer: FunctionDeclaration, at reference: DeclarationReference) -> Bool {
        if initializer.modifiers.isNonisolated { return false }
        let own = initializer.modifiers.attributes.map { index.text($0.name, in: reference.file) }
        return (own + index.attributeNames(reference)).contains { $0.hasSuffix("Actor") }
    }

    /// A stored property has a value to start with, or is a `var` whose `T?` starts as nil.
    private func hasValue(_ property: PropertyDeclaration, in file: Int) -> Bool {
        if !property.initialValue.isEmpty { return true }
        guard !property.isLet, property.modifiers.attributes.isEmpty else { return false }
        let type = index.text(property.type, in: file)
        return type.hasSuffix("?") || type.hasSuffix("!")
    }

    /// Made on an actor, and `registerHandlers` runs on none.
    private func isGloballyIsolated(_ entry: TypeEntry) -> Bool {
        index.attributeNames(entry.declaration).contains { $0.hasSuffix("Actor") }
    }

    /// A superclass's initializers are inherited by rules that need all of its declaration.
    private func hasSuperclass(_ entry: TypeEntry) -> Bool {
        guard entry.kind == .class, let first = index.declaration(entry.declaration).inherits.first else {
            return false
        }
        let scope = Scope(type: entry.parent, file: entry.declaration.file)
        let resolved = index.resolve(index.text(first, in: entry.declaration.file), in: scope)
        guard case .declared(let number) = resolved else { return false }
        return index.types[number].kind == .class
    }
}
