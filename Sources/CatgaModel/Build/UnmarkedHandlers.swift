import CatgaScanner

/// Finds handler methods in types of the target that are called handlers, but are not marked as such.
struct UnmarkedHandlers {
    let index: TypeIndex
    let markers: MarkerFinder

    func find() -> [UnmarkedHandler] {
        index.types.indices.flatMap { type -> [UnmarkedHandler] in
            let entry = index.types[type]
            guard entry.module == 0, entry.name.hasSuffix("Handler") || entry.name.hasSuffix("Handlers"),
                [.struct, .class, .actor].contains(entry.kind), !entry.isGeneric,
                !markers.markers(of: type).contains(.handlers), hasNoOtherCaller(entry)
            else { return [] }
            return entry.declarations.flatMap { reference in
                index.declaration(reference).functions.compactMap { handler(of: type, $0, in: reference.file) }
            }
        }
    }

    /// A superclass or a protocol may have its own idea of who calls `handle`.
    private func hasNoOtherCaller(_ entry: TypeEntry) -> Bool {
        entry.declarations.allSatisfy { reference in
            index.declaration(reference).inherits.allSatisfy { inherited in
                ["Sendable", "@unchecked Sendable", "~Copyable"].contains(index.text(inherited, in: reference.file))
            }
        }
    }

    private func handler(of type: Int, _ function: FunctionDeclaration, in file: Int) -> UnmarkedHandler? {
        guard HandlerMethod.Name(rawValue: index.text(function.name, in: file)) != nil,
            let first = function.parameters.first, function.parameters.count <= 2, !function.isGeneric,
            !function.modifiers.isStatic, !function.modifiers.isMutating,
            (function.modifiers.access ?? .internal) > .fileprivate, index.text(first.label, in: file) == "_",
            case .declared(let message) = index.resolve(
                index.text(first.type, in: file),
                in: Scope(type: type, file: file)
            ),
            markers.markers(of: message).kinds.contains(where: { $0.isMessage })
        else { return nil }
        return UnmarkedHandler(
            type: index.typeName(type),
            keyword: index.types[type].kind.rawValue,
            message: index.typeName(message),
            place: index.place(function.name, in: file)
        )
    }
}

/// Finds payloads of the target that nobody else can see and nothing names.
struct UnusedPayloads {
    let index: TypeIndex

    func find(_ payloads: [Payload]) -> Set<TypeName> {
        guard let target = index.modules.first else { return [] }
        // In a library, and in whatever is tested, public types are for others to use.
        let candidates = payloads.filter { payload in
            payload.kind == .payload && payload.name.module == target.name && payload.access <= .internal
        }
        if candidates.isEmpty { return [] }
        let used = Set(payloads.flatMap(\.usedTypes))
        return Set(candidates.map(\.name).filter { !used.contains($0) && !isMentioned($0) })
    }

    private func isMentioned(_ name: TypeName) -> Bool {
        guard let type = index.types.firstIndex(where: { $0.module == 0 && $0.qualified == name.qualified }) else {
            return true
        }
        let entry = index.types[type]
        return index.files.indices.contains { file in
            guard index.moduleOfFile[file] == 0 else { return false }
            let extent = file == entry.declaration.file ? index.declaration(entry.declaration).extent : .empty
            return index.files[file].mentions(entry.name, outside: extent)
        }
    }
}

extension Payload {
    /// The scanned types that its fields, cases and reply are made of.
    fileprivate var usedTypes: [TypeName] {
        let fields = fields + cases.flatMap(\.values)
        var types = fields.flatMap { $0.type.value?.typeNames ?? [] }
        if case .value(_, .resolved(let type), _) = reply { types += type.typeNames }
        return types.filter { $0 != name }
    }
}
