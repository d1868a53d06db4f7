import CatgaScanner

/// Looks through whole files for what is sent and published.
struct SenderSearch {
    let index: TypeIndex

    init(_ index: TypeIndex) { self.index = index }

    func senders() -> [MessageGraph.Edge] {
        index.files.indices.flatMap { file -> [MessageGraph.Edge] in
            // Most files send nothing, and need not be read token by token.
            let source = index.files[file]
            guard source.mentions("send", outside: .empty) || source.mentions("publish", outside: .empty) else {
                return []
            }
            let scope = Scope(type: nil, file: file)
            let reader = BodyReader(source.extent, in: scope, of: index, readsParameters: true)
            return reader.read().compactMap { fact in
                fact.message.map { .init(actor: actor(at: fact.place.position, in: file), message: $0) }
            }
        }
    }

    /// The innermost type around a place, without the extensions' repetition; or the file.
    private func actor(at position: SourcePosition, in file: Int) -> MessageGraph.Actor {
        let source = index.files[file]
        let module = index.modules[index.moduleOfFile[file]].name
        var name = source.path.split(separator: "/").last.map(String.init) ?? source.path
        for (number, type) in source.types.enumerated() {
            let start = source.position(of: type.extent)
            let end = source.position(of: Span(start: type.extent.end, end: type.extent.end))
            if start <= position, position < end { name = source.qualifiedName(of: number) }
        }
        return MessageGraph.Actor(module: module, name: name)
    }
}
