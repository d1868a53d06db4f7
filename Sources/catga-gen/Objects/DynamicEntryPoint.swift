/// What compiled code may refer to in order to look a type up at run time.
enum DynamicEntryPoint: String, CaseIterable {
    case reflection = "reflection"
    case dynamicCast = "a dynamic cast"
    case conformanceLookup = "a conformance look-up"
    case metadata = "generic metadata made at run time"
    case witness = "a witness table look-up"

    /// Beginnings of symbols; those with `$s` are the standard library's.
    private var prefixes: [String] {
        switch self {
        case .reflection:
            [
                "swift_reflectionMirror", "swift_getTypeName", "swift_OpaqueSummary", "$ss6MirrorV", "$ss4dump",
                "$ss9_typeName", "$sSS10reflecting",
            ]
        case .dynamicCast: ["swift_dynamicCast"]
        case .conformanceLookup: ["swift_conformsToProtocol"]
        case .metadata:
            [
                "swift_getGenericMetadata", "swift_getTypeByMangledName", "__swift_instantiate",
                "swift_getTupleTypeMetadata", "swift_getFunctionTypeMetadata", "swift_getExistentialTypeMetadata",
                "swift_getMetatypeMetadata", "swift_getExtendedExistentialTypeMetadata", "swift_getOpaqueTypeMetadata",
                "swift_checkMetadataState",
            ]
        case .witness:
            [
                "swift_getWitnessTable", "swift_getAssociatedTypeWitness", "swift_getAssociatedConformanceWitness",
                "swift_getOpaqueTypeConformance",
            ]
        }
    }

    /// `nil` for a symbol that looks nothing up.
    init?(symbol: Substring) {
        guard let found = Self.allCases.first(where: { $0.prefixes.contains { symbol.hasPrefix($0) } }) else {
            return nil
        }
        self = found
    }
}

/// A function of an object file, as far as its references tell.
struct CompiledFunction {
    /// The symbol's name.
    let name: Substring
    /// The entry points that it should not refer to.
    private(set) var offences: Set<String> = []
    /// The last name of a type that was mentioned; arguments are loaded just before a call.
    private var lastTypeCache: Substring = ""
    private var lastClass: Substring = ""

    init(name: Substring) { self.name = name }

    /// - Parameter symbol: What an instruction refers to, in the order of the instructions.
    mutating func refer(to symbol: Substring) {
        if symbol.hasSuffix("Md") || symbol.hasSuffix("MD") { lastTypeCache = symbol }
        if symbol.hasSuffix("CMa") || symbol.hasSuffix("CN") { lastClass = symbol }
        guard let entryPoint = DynamicEntryPoint(symbol: symbol), !isPlumbing(symbol, entryPoint) else { return }
        let type = entryPoint == .metadata ? Demangler.name(lastTypeCache) : ""
        offences.insert("\(entryPoint.rawValue) ('\(symbol)'\(type.isEmpty ? "" : ", \(type)"))")
    }

    /// What the compiler writes by itself where it knows all types, and which searches for nothing.
    private func isPlumbing(_ symbol: Substring, _ entryPoint: DynamicEntryPoint) -> Bool {
        switch entryPoint {
        // The helper's own body; and the metadata of the standard library's containers of concrete types, which is
        // made once a type, from a name that is known, when storage is first allocated.
        case .metadata:
            name.hasPrefix("__swift_instantiate") || Self.isContainer(lastTypeCache)
                || isMergedDestroyer && Self.isContainer(name)
        // Accessors of the witness table of one known type for one known protocol, made once.
        case .witness: symbol == "swift_getWitnessTable" && name.hasSuffix("Wl")
        // A slice asks whether its owner is an array's storage.
        case .dynamicCast:
            symbol == "swift_dynamicCastClass" && lastClass.hasPrefix("$ss28__ContiguousArrayStorageBaseC")
        case .reflection, .conformanceLookup: false
        }
    }

    /// What destroys containers of several types, each of which hands its cache over.
    private var isMergedDestroyer: Bool { name.hasSuffix("WOhTm") }

    /// Mangled names of arrays, dictionaries, sets and optionals, of their storage, and of atomics; but of none that
    /// holds an existential (`_p`), whose metadata would be needed for nothing but boxing.
    private static func isContainer(_ cache: Substring) -> Bool {
        let containers = [
            "$ss23_ContiguousArrayStorageC", "$ss18_DictionaryStorageC", "$ss11_SetStorageC", "$sSay", "$sSDy", "$sShy",
            "$s15Synchronization6AtomicV",
        ]
        return containers.contains { cache.hasPrefix($0) } || cache.hasSuffix("SgMd") || cache.hasSuffix("SgMD")
    }
}
