import CatgaScanner

/// Which of Catga's marker protocols a type conforms to.
struct Markers: OptionSet, Hashable, Sendable {
    var rawValue: UInt8

    static let payload = Markers(rawValue: 1)
    static let command = Markers(rawValue: 2)
    static let query = Markers(rawValue: 4)
    static let event = Markers(rawValue: 8)
    static let reliableEvent = Markers(rawValue: 16)
    static let handlers = Markers(rawValue: 32)
    static let handlerError = Markers(rawValue: 64)

    /// Everything that has a wire form.
    static let wire: Markers = [.payload, .command, .query, .event, .reliableEvent]

    /// The modules that declare the markers; another module's `Command` is not ours.
    static let homes: Set<String> = ["Catga", "CatgaCore"]

    private static let byName: [String: Markers] = [
        "Payload": .payload, "Command": .command, "Query": .query, "Event": .event, "ReliableEvent": .reliableEvent,
        "Handlers": .handlers, "HandlerError": .handlerError,
    ]

    static func named(_ name: String) -> Markers { byName[name] ?? [] }

    /// The kinds in the order in which rules name them. A message is a payload anyway, so `Payload` written next to a
    /// message kind says nothing new.
    var kinds: [Payload.Kind] {
        var kinds: [Payload.Kind] = []
        if contains(.command) { kinds.append(.command) }
        if contains(.query) { kinds.append(.query) }
        if contains(.event) { kinds.append(.event) }
        if contains(.reliableEvent) { kinds.append(.reliableEvent) }
        if kinds.isEmpty, contains(.payload) { kinds.append(.payload) }
        return kinds
    }
}

/// Finds the markers of types, through protocols that refine ours, superclasses, aliases and compositions.
final class MarkerFinder {
    private let index: TypeIndex
    private var known: [Int: Markers] = [:]
    private var nesting = 0

    init(_ index: TypeIndex) {
        self.index = index
    }

    /// All markers of a type, from its declaration and its extensions.
    func markers(of type: Int) -> Markers {
        if let markers = known[type] { return markers }
        // Longer chains of protocols or superclasses than this are made by machines, to exhaust the stack.
        guard nesting < 128 else { return [] }
        nesting += 1
        defer { nesting -= 1 }
        // A protocol that refines itself is the compiler's to report; here it must only end.
        known[type] = []
        var markers: Markers = []
        for reference in index.types[type].declarations { markers.formUnion(self.markers(at: reference, of: type)) }
        known[type] = markers
        return markers
    }

    /// The markers that one declaration or extension writes.
    func markers(at reference: DeclarationReference, of type: Int) -> Markers {
        var markers: Markers = []
        for inherited in index.declaration(reference).inherits {
            let text = index.text(inherited, in: reference.file)
            let scope = Scope(type: index.types[type].parent, file: reference.file)
            markers.formUnion(self.markers(of: index.resolve(text, in: scope), in: reference.file))
        }
        return markers
    }

    /// Whether an undeclared name of `file` may be Catga's: the file imports Catga, or a scanned module that may re-export
    /// it. A file without any import, as in tests of this module, gets the benefit of the doubt.
    private func canSeeCatga(_ file: Int) -> Bool {
        let imports = index.imports(of: file)
        return imports.isEmpty || !imports.isDisjoint(with: Markers.homes)
            || imports.contains { index.moduleNumbers[$0] != nil }
    }

    private func markers(of type: ResolvedType, in file: Int) -> Markers {
        switch type {
        case .declared(let number):
            let entry = index.types[number]
            if Markers.homes.contains(index.modules[entry.module].name), entry.parent == nil, entry.kind == .protocol {
                return Markers.named(entry.name)
            }
            // Conforming to a struct's name is nonsense that the compiler reports.
            return entry.kind == .protocol || entry.kind == .class ? markers(of: number) : []
        case .external(let module, let name, _):
            let marker = Markers.named(name)
            if let module { return Markers.homes.contains(module) ? marker : [] }
            // Other libraries have commands and events too.
            return marker.isEmpty || canSeeCatga(file) ? marker : []
        case .composition(let members):
            return members.reduce(into: []) { $0.formUnion(markers(of: $1, in: file)) }
        default:
            return []
        }
    }
}
