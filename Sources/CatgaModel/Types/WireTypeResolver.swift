import CatgaScanner

/// Turns what a type means into how it travels, or says precisely why it cannot.
struct WireTypeResolver {
    let index: TypeIndex
    let markers: MarkerFinder

    func wireType(ofText text: String, in scope: Scope) -> Resolution<WireType> {
        wireType(of: index.resolve(text, in: scope), text: text)
    }

    /// - Parameter text: How the source spells the type, for messages.
    func wireType(of type: ResolvedType, text: String) -> Resolution<WireType> {
        switch type {
        case .declared(let number): return declared(number)
        case .external(let module, let name, let arguments):
            if !arguments.isEmpty { return ExternalTypes.refuseGeneric(name) }
            return ExternalTypes.wireType(module: module, name: name)
        case .optional(.optional):
            return .refused(
                reason: "'\(text)' is an optional of an optional, and the wire has only one nil",
                hint: "use one `?`, or a struct marked `Payload` that says what each kind of absence means"
            )
        case .optional(let wrapped): return wireType(of: wrapped, text: text).map(WireType.optional)
        case .array(let element): return wireType(of: element, text: text).map(WireType.array)
        case .set(let element): return wireType(of: element, text: text).map(WireType.set)
        case .dictionary(let key, let value): return dictionary(key, value, text: text)
        case .refused(let reason, let hint): return .refused(reason: reason, hint: hint)
        default: return Self.refuseShape(type, text: text)
        }
    }

    private func dictionary(_ key: ResolvedType, _ value: ResolvedType, text: String) -> Resolution<WireType> {
        let keyType: WireType
        switch wireType(of: key, text: text) {
        case .refused(let reason, let hint): return .refused(reason: reason, hint: hint)
        case .resolved(let resolved): keyType = resolved
        }
        switch keyType {
        case .scalar(.float), .scalar(.double):
            return .refused(
                reason: "'\(text)' has floating-point keys, and those are not equal from machine to machine",
                hint: "use an integer, `String` or an enum with an integer raw type as the key"
            )
        case .scalar, .string, .rawEnum, .value(.uuid): break
        default:
            return .refused(
                reason: "'\(text)' has keys that are neither numbers, `String` nor enums with a raw value",
                hint:
                    "use an integer, `String` or an enum with an integer raw type as the key, or an array of a struct "
                    + "marked `Payload`"
            )
        }
        return wireType(of: value, text: text).map { .dictionary(key: keyType, value: $0) }
    }

    // MARK: Types of the scanned modules

    private func declared(_ number: Int) -> Resolution<WireType> {
        let entry = index.types[number]
        let name = entry.qualified
        let isMarked = !markers.markers(of: number).isDisjoint(with: .wire)
        if entry.isGeneric {
            return .refused(reason: "'\(name)' is generic", hint: "use a struct without generic parameters")
        }
        switch entry.kind {
        case .enum: return declaredEnum(number, isMarked: isMarked)
        case .class, .actor:
            return .refused(
                reason:
                    "'\(name)' is \(entry.kind == .actor ? "an actor" : "a class"), and only values can be copied to another process",
                hint: "send a struct marked `Payload` that holds what the receiver needs"
            )
        case .protocol:
            return .refused(
                reason: "'\(name)' is a protocol, and the receiver could not know which type to make",
                hint: "use one concrete struct marked `Payload`"
            )
        case .extension:
            return .refused(
                reason: "'\(name)' is declared outside of the scanned sources",
                hint: "use a struct of your own, marked `Payload`"
            )
        case .struct: break
        }
        guard isMarked else {
            return .refused(
                reason: "'\(name)' is a struct that is not marked `Payload`",
                hint: "write `struct \(name.lastComponent): Payload`"
            )
        }
        if let refusal = refuseHidden(entry) { return refusal }
        return .resolved(.payload(typeName(number)))
    }

    private func declaredEnum(_ number: Int, isMarked: Bool) -> Resolution<WireType> {
        let entry = index.types[number]
        switch index.enumForm(number) {
        case .associatedValues:
            guard isMarked else {
                return .refused(
                    reason: "the enum '\(entry.qualified)' is not marked `Payload`",
                    hint: "write `enum \(entry.qualified.lastComponent): Payload`"
                )
            }
            if let refusal = refuseHidden(entry) { return refusal }
            return .resolved(.payload(typeName(number)))
        case .otherRawType(let rawType):
            return .refused(
                reason: "the enum '\(entry.qualified)' has the raw type '\(rawType)'",
                hint:
                    "give it a fixed-width integer raw type, such as `enum \(entry.qualified.lastComponent): UInt8, Payload`"
            )
        case .noRawType:
            return .refused(
                reason: "the enum '\(entry.qualified)' has no raw type",
                hint: "write `enum \(entry.qualified.lastComponent): UInt8, Payload`, and give every case a number"
            )
        case .raw(let scalar):
            guard isMarked else {
                return .refused(
                    reason: "the enum '\(entry.qualified)' is not marked `Payload`",
                    hint: "write `enum \(entry.qualified.lastComponent): \(scalar.rawValue), Payload`"
                )
            }
            if let refusal = refuseHidden(entry) { return refusal }
            return .resolved(.rawEnum(typeName(number), scalar))
        }
    }

    private func refuseHidden(_ entry: TypeEntry) -> Resolution<WireType>? {
        guard entry.access <= .fileprivate else { return nil }
        return .refused(
            reason: "'\(entry.qualified)' is \(entry.access.rawValue), and generated code stands in another file",
            hint: "remove `\(entry.access.rawValue)` from '\(entry.qualified)' and from the types around it"
        )
    }

    private func typeName(_ number: Int) -> TypeName { index.typeName(number) }

    // MARK: Shapes that never travel

    private static func refuseShape(_ type: ResolvedType, text: String) -> Resolution<WireType> {
        switch type {
        case .void:
            .refused(reason: "'\(text)' holds nothing", hint: "remove the field, or use `Bool`")
        case .tuple:
            .refused(
                reason: "'\(text)' is a tuple, and tuples have no wire form",
                hint: "make a struct marked `Payload` with one field for each element"
            )
        case .function:
            .refused(
                reason: "'\(text)' is a function, and code cannot be sent",
                hint: "send the values that the receiver needs to decide for itself"
            )
        case .existential, .composition:
            .refused(
                reason: "'\(text)' may hold any type, and the receiver could not know which to make",
                hint: "use one concrete struct marked `Payload`"
            )
        default:
            .refused(
                reason: "'\(text)' does not name one concrete type",
                hint: "use one concrete struct marked `Payload`"
            )
        }
    }
}

extension Resolution {
    func map<Other: Sendable>(_ transform: (Value) -> Other) -> Resolution<Other> {
        switch self {
        case .resolved(let value): .resolved(transform(value))
        case .refused(let reason, let hint): .refused(reason: reason, hint: hint)
        }
    }
}

extension String {
    /// `Inner` of `Outer.Inner`.
    var lastComponent: String {
        if hasOnlyBytes({ $0 != UInt8(ascii: ".") }) { return self }
        guard let dot = utf8.lastIndex(of: UInt8(ascii: ".")) else { return self }
        return String(self[index(after: dot)...])
    }
}
