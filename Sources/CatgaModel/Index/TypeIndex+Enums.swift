import CatgaScanner

extension TypeIndex {
    /// How an enum could travel.
    enum EnumForm {
        case raw(Scalar)
        /// `String`, `Character`, a floating-point number.
        case otherRawType(String)
        case associatedValues
        case noRawType
    }

    func enumForm(_ number: Int) -> EnumForm {
        let entry = types[number]
        let declaration = declaration(entry.declaration)
        if declaration.cases.contains(where: { !$0.associatedValues.isEmpty }) { return .associatedValues }
        // A raw type stands first in the list, and only in the declaration itself.
        guard let first = declaration.inherits.first else { return .noRawType }
        let text = text(first, in: entry.declaration.file)
        guard
            case .external(let module, let name, _) = resolve(
                text,
                in: Scope(type: entry.parent, file: entry.declaration.file)
            ),
            module == nil || module == "Swift"
        else { return .noRawType }
        if let scalar = Scalar(rawValue: name) {
            return scalar.isInteger ? .raw(scalar) : .otherRawType(name)
        }
        return ["String", "Character", "Int128", "UInt128", "Float16", "Float80", "StaticString"].contains(name)
            ? .otherRawType(name) : .noRawType
    }

    func typeName(_ number: Int) -> TypeName {
        TypeName(module: modules[types[number].module].name, qualified: types[number].qualified)
    }
}

extension Scalar {
    var isInteger: Bool { self != .bool && self != .float && self != .double }
}
