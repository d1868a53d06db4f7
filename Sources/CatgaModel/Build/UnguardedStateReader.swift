import CatgaScanner

/// Finds variables of a handler type that nothing guards, although the compiler was told that something does.
struct UnguardedStateReader {
    /// Parts of the names of types that guard, in lowercase.
    private static let guards = ["mutex", "lock", "atomic", "queue", "semaphore", "actor"]

    let index: TypeIndex

    func state(of entry: TypeEntry) -> [UnguardedState] {
        let isUnchecked = entry.declarations.contains { reference in
            index.declaration(reference).inherits.contains {
                index.text($0, in: reference.file).hasPrefix("@unchecked")
            }
        }
        let isGuarded = index.attributeNames(entry.declaration).contains { $0.hasSuffix("Actor") } || hasGuard(entry)
        let trustsClass = entry.kind == .class && isUnchecked
        // Whoever has a lock among its members may well use it.
        if isGuarded { return [] }
        return entry.declarations.flatMap { reference in
            index.declaration(reference).properties.compactMap { property in
                guard property.isStored, !property.isLet else { return nil }
                let isUnsafe = property.modifiers.hasNonisolatedArgument
                guard isUnsafe || (trustsClass && !property.modifiers.isStatic && isPlain(property)) else { return nil }
                return UnguardedState(
                    name: index.text(property.name, in: reference.file),
                    place: index.place(property.name, in: reference.file)
                )
            }
        }
    }

    /// A wrapper may guard what it wraps.
    private func isPlain(_ property: PropertyDeclaration) -> Bool { property.modifiers.attributes.isEmpty }

    private func hasGuard(_ entry: TypeEntry) -> Bool {
        entry.declarations.contains { reference in
            index.declaration(reference).properties.contains { property in
                guard property.isStored else { return false }
                let text = [property.name, property.type, property.initialValue]
                    .map { index.text($0, in: reference.file).lowercased() }
                return text.contains { text in Self.guards.contains { text.contains($0) } }
            }
        }
    }
}
