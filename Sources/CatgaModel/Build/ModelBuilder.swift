import CatgaScanner

/// Makes the model of one target out of scanned sources.
///
/// Nothing is refused here: whatever is wrong is kept, with its reason, for the rules to report. The result does not
/// depend on the order of the files.
package enum ModelBuilder {
    package static func build(_ input: ModelInput) -> Model {
        // An index remembers what it has resolved, so each thread has its own.
        let runs = concurrentMap([Markers.wire, [.handlers, .handlerError]]) { markers in
            var run = BuildRun(TypeIndex(input))
            run.collect(markers)
            return run
        }
        let (run, handlers) = (runs[0], runs[1])
        RecursionCheck.refuseRecursiveFields(in: run.payloads)
        FixedLayouts.resolve(run.payloads)
        return Model(
            target: input.target.module,
            dependencies: input.dependencies.map(\.module),
            payloads: run.payloads,
            handlerTypes: FixedLayouts.resolve(handlers.handlerTypes, with: run.payloads),
            handlerErrors: handlers.handlerErrors,
            imports: ImportCollector.imports(of: run.files.union(handlers.files), in: run.index),
            configuration: input.configuration,
            lock: input.lock,
            suppressions: input.target.files.sorted { $0.path < $1.path }.flatMap(Suppression.all),
            unmarkedHandlers: UnmarkedHandlers(index: run.index, markers: run.markers).find(),
            unusedPayloads: UnusedPayloads(index: run.index).find(run.payloads)
        )
    }
}

/// One pass over all types of the index that have certain markers.
private struct BuildRun {
    let index: TypeIndex
    let markers: MarkerFinder
    let wireTypes: WireTypeResolver
    var payloads: [Payload] = []
    var handlerTypes: [HandlerType] = []
    var handlerErrors: [HandlerErrorType] = []
    /// The target's files that declare any of these.
    var files: Set<Int> = []

    init(_ index: TypeIndex) {
        self.index = index
        markers = MarkerFinder(index)
        wireTypes = WireTypeResolver(index: index, markers: markers)
    }

    mutating func collect(_ wanted: Markers) {
        let payloadBuilder = PayloadBuilder(index: index, markers: markers, wireTypes: wireTypes)
        let handlerBuilder = HandlerBuilder(index: index, markers: markers, wireTypes: wireTypes)
        for (type, marked) in types(with: wanted) {
            let entry = index.types[type]
            if entry.module == 0 { files.formUnion(entry.declarations.map(\.file)) }
            if !marked.isDisjoint(with: .wire) { payloads.append(payloadBuilder.payload(of: type, marked: marked)) }
            if marked.contains(.handlers) { handlerTypes.append(handlerBuilder.handlerType(of: type)) }
            if marked.contains(.handlerError), entry.kind == .enum { handlerErrors.append(handlerError(entry, type)) }
        }
    }

    /// The types that have any of the markers, and which, by module, the target first, then by name; one name declared
    /// under several conditions keeps the order of the sorted files.
    private func types(with wanted: Markers) -> [(type: Int, marked: Markers)] {
        var found: [(module: Int, name: String, type: Int, marked: Markers)] = []
        for type in index.types.indices where index.types[type].kind != .protocol {
            let marked = markers.markers(of: type).intersection(wanted)
            if !marked.isEmpty { found.append((index.types[type].module, index.types[type].qualified, type, marked)) }
        }
        found.sort { left, right in
            if left.module != right.module { return left.module < right.module }
            if left.name != right.name { return left.name < right.name }
            let leftPlace = index.types[left.type].declaration
            let rightPlace = index.types[right.type].declaration
            return (leftPlace.file, leftPlace.type) < (rightPlace.file, rightPlace.type)
        }
        return found.map { ($0.type, $0.marked) }
    }

    private func handlerError(_ entry: TypeEntry, _ type: Int) -> HandlerErrorType {
        let declaration = index.declaration(entry.declaration)
        return HandlerErrorType(
            name: index.typeName(type),
            place: index.place(declaration.name, in: entry.declaration.file),
            access: entry.access,
            conditions: entry.conditions
        )
    }
}
