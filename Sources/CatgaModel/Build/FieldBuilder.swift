import CatgaScanner

/// Reads the stored properties of one payload.
struct FieldBuilder {
    /// Attributes that change neither how something is stored nor who may touch it.
    static let harmlessAttributes: Set<String> = [
        "available", "usableFromInline", "inlinable", "objc", "nonobjc", "_spi", "backDeployed", "_documentation",
        "frozen",
    ]

    let index: TypeIndex
    let wireTypes: WireTypeResolver

    func fields(of type: Int) -> [Field] {
        let reference = index.types[type].declaration
        let scope = Scope(type: type, file: reference.file)
        return index.declaration(reference).properties.compactMap { property in
            property.isStored && !property.modifiers.isStatic ? field(property, in: scope) : nil
        }
    }

    private func field(_ property: PropertyDeclaration, in scope: Scope) -> Field {
        let file = scope.file
        let typeText = index.text(property.type, in: file)
        let initialValue = property.initialValue.isEmpty ? nil : index.text(property.initialValue, in: file)
        let attributes = property.modifiers.attributes.map { index.text($0.name, in: file) }
        return Field(
            name: index.text(property.name, in: file),
            place: index.place(property.name, in: file),
            isLet: property.isLet,
            typeText: typeText,
            initialValue: initialValue,
            type: type(typeText, initialValue, in: scope),
            access: property.modifiers.access ?? .internal,
            isSetterHidden: property.modifiers.hidesSetter,
            conditions: property.conditions,
            foreignAttributes: attributes.filter { !Self.harmlessAttributes.contains($0) },
            isLazy: property.modifiers.isLazy
        )
    }

    private func type(_ text: String, _ initialValue: String?, in scope: Scope) -> Resolution<WireType> {
        if !text.isEmpty { return wireTypes.wireType(ofText: text, in: scope) }
        if let initialValue, let name = ExternalTypes.typeName(ofLiteral: initialValue) {
            return wireTypes.wireType(ofText: name, in: scope)
        }
        return .refused(reason: "its type is not written down", hint: "write the type: `: String`, for example")
    }
}
