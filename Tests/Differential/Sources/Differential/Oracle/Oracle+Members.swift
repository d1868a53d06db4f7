import SwiftSyntax

extension Oracle {
    mutating func readMember(_ declaration: DeclSyntax, of owner: Int, isRequirement: Bool) {
        if let variable = declaration.as(VariableDeclSyntax.self) {
            declarations[owner].properties += properties(variable, isRequirement: isRequirement)
        } else if let function = declaration.as(FunctionDeclSyntax.self) {
            declarations[owner].functions.append(inspected(function))
        } else if let list = declaration.as(EnumCaseDeclSyntax.self) {
            declarations[owner].cases += list.elements.map { element in
                InspectedCase(name: element.name.text, line: position(of: element.name).line)
            }
        }
    }

    /// One entry per bound name. In `var a, b: Int` the annotation is that of both.
    private func properties(_ variable: VariableDeclSyntax, isRequirement: Bool) -> [InspectedProperty] {
        var properties: [InspectedProperty] = []
        var withoutType = 0
        for binding in variable.bindings {
            let isName = binding.pattern.is(IdentifierPatternSyntax.self)
            let type = isName ? binding.typeAnnotation?.type.trimmedDescription : nil
            if let type {
                for index in properties.indices.suffix(withoutType) { properties[index].type = type }
            }
            let isStored = binding.accessorBlock.map(\.holdsObserversOnly) ?? true
            for name in binding.pattern.boundNames {
                properties.append(
                    InspectedProperty(
                        name: name.text,
                        type: type,
                        introducer: variable.bindingSpecifier.text,
                        static: variable.modifiers.isStatic,
                        stored: isStored && !isRequirement,
                        line: position(of: name).line
                    )
                )
            }
            let isBare = isName && type == nil && binding.initializer == nil && binding.accessorBlock == nil
            withoutType = isBare ? withoutType + 1 : 0
        }
        return properties
    }

    private func inspected(_ function: FunctionDeclSyntax) -> InspectedFunction {
        let effects = function.signature.effectSpecifiers
        return InspectedFunction(
            name: function.name.text,
            parameters: function.signature.parameterClause.parameters.map(inspected),
            async: effects?.asyncSpecifier != nil,
            throws: effects?.throwsClause != nil,
            thrownType: effects?.throwsClause?.type?.trimmedDescription,
            returns: function.signature.returnClause?.type.trimmedDescription,
            static: function.modifiers.isStatic,
            line: position(of: function.name).line
        )
    }

    /// Specifiers and attributes in front of a parameter's type do not belong to it, the dots of a variadic one do.
    private func inspected(_ parameter: FunctionParameterSyntax) -> InspectedFunction.Parameter {
        let core = parameter.type.as(AttributedTypeSyntax.self)?.baseType ?? parameter.type
        var type = core.trimmedDescription
        if let dots = parameter.ellipsis {
            type += parameter.type.trailingTrivia.description + dots.leadingTrivia.description + dots.text
        }
        return InspectedFunction.Parameter(
            label: parameter.firstName.text,
            name: (parameter.secondName ?? parameter.firstName).text,
            type: type
        )
    }
}

extension AccessorBlockSyntax {
    /// `willSet` and `didSet` watch a stored property; whatever else stands in the block computes it.
    fileprivate var holdsObserversOnly: Bool {
        switch accessors {
        case .getter: false
        case .accessors(let list): list.allSatisfy { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
        @unknown default: false
        }
    }
}

extension PatternSyntax {
    fileprivate var boundNames: [TokenSyntax] {
        if let name = self.as(IdentifierPatternSyntax.self) { return [name.identifier] }
        if let tuple = self.as(TuplePatternSyntax.self) { return tuple.elements.flatMap(\.pattern.boundNames) }
        if let binding = self.as(ValueBindingPatternSyntax.self) { return binding.pattern.boundNames }
        return []
    }
}
