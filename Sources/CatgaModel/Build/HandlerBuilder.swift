import CatgaScanner

/// Makes a `HandlerType` of a type marked `Handlers`.
struct HandlerBuilder {
    let index: TypeIndex
    let markers: MarkerFinder
    let wireTypes: WireTypeResolver
    /// Names of the target's `nonisolated(unsafe)` variables.
    let unsafeGlobals: Set<String>

    init(index: TypeIndex, markers: MarkerFinder, wireTypes: WireTypeResolver) {
        self.index = index
        self.markers = markers
        self.wireTypes = wireTypes
        var names: Set<String> = []
        for (number, file) in index.files.enumerated() where index.moduleOfFile[number] == 0 {
            for variable in file.variables where variable.modifiers.hasNonisolatedArgument && !variable.isLet {
                names.insert(file.text(variable.name))
            }
        }
        unsafeGlobals = names
    }

    func handlerType(of type: Int) -> HandlerType {
        let entry = index.types[type]
        let declaration = index.declaration(entry.declaration)
        var methods: [HandlerMethod] = []
        let isIsolated =
            entry.kind == .actor
            || entry.declarations.contains { index.attributeNames($0).contains { $0.hasSuffix("Actor") } }
        for reference in entry.declarations {
            let conditions = index.declaration(reference).conditions
            let outer =
                reference == entry.declaration
                ? conditions
                : entry.conditions
                    + conditions.filter {
                        !entry.conditions.contains($0)
                    }
            for function in index.declaration(reference).functions {
                let reader = HandlerMethodReader(
                    index: index,
                    markers: markers,
                    wireTypes: wireTypes,
                    type: type,
                    reference: reference,
                    function: function,
                    outerConditions: outer,
                    typeIsIsolated: isIsolated,
                    unsafeGlobals: unsafeGlobals
                )
                if let method = reader.method() { methods.append(method) }
            }
        }
        return HandlerType(
            name: index.typeName(type),
            place: index.place(declaration.name, in: entry.declaration.file),
            keyword: entry.kind.rawValue,
            isFinal: declaration.modifiers.isFinal,
            isGeneric: entry.isGeneric,
            access: entry.access,
            conditions: conditions(of: type),
            hasDefaultInitializer: DefaultInitializer(index: index).exists(for: type),
            methods: methods.sorted(by: Self.isInOrder),
            unguardedState: entry.module == 0 ? UnguardedStateReader(index: index).state(of: entry) : []
        )
    }

    private func conditions(of type: Int) -> [String] {
        let entry = index.types[type]
        if entry.declarations.count == 1 || markers.markers(at: entry.declaration, of: type).contains(.handlers) {
            return entry.conditions
        }
        let marking = entry.extensions.first { markers.markers(at: $0, of: type).contains(.handlers) }
        let added = marking.map { index.declaration($0).conditions } ?? []
        return entry.conditions + added.filter { !entry.conditions.contains($0) }
    }

    private static func isInOrder(_ left: HandlerMethod, _ right: HandlerMethod) -> Bool {
        let leftName = left.message.value
        let rightName = right.message.value
        if let leftName, let rightName, leftName != rightName { return leftName < rightName }
        if (leftName == nil) != (rightName == nil) { return leftName != nil }
        return (left.place.path, left.place.position) < (right.place.path, right.place.position)
    }
}
