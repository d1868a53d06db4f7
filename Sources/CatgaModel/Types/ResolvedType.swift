/// What a type's text means where it was written.
indirect enum ResolvedType: Hashable, Sendable {
    /// A type of a scanned module, by its index in `TypeIndex.types`.
    case declared(Int)
    /// A name that no scanned source declares: the standard library's, Catga's, or anybody's. `module` is there
    /// where the source says it.
    case external(module: String?, name: String, arguments: [ResolvedType])
    case optional(ResolvedType)
    case array(ResolvedType)
    case set(ResolvedType)
    case dictionary(key: ResolvedType, value: ResolvedType)
    case void
    case tuple([ResolvedType])
    case function
    case existential
    case opaque
    case composition([ResolvedType])
    /// `~Copyable`, which matters to nobody here.
    case suppressed
    case refused(reason: String, hint: String)

    /// The sugar-free spelling of the standard library's generic types.
    static func standard(_ module: String?, _ name: String, _ arguments: [ResolvedType]) -> ResolvedType {
        if module == nil || module == "Swift" {
            switch (name, arguments.count) {
            case ("Optional", 1): return .optional(arguments[0])
            case ("Array", 1): return .array(arguments[0])
            case ("Set", 1): return .set(arguments[0])
            case ("Dictionary", 2): return .dictionary(key: arguments[0], value: arguments[1])
            case ("Void", 0): return .void
            default: break
            }
        }
        return .external(module: module, name: name, arguments: arguments)
    }
}
