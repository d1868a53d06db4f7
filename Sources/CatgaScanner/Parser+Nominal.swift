/// Types and extensions: the only declarations whose bodies are read.
extension Parser {
    /// `struct-declaration`, `class-declaration`, `enum-declaration`, `actor-declaration`, `protocol-declaration` and
    /// `extension-declaration`: attributes and modifiers are in `list`, the introducer is current.
    mutating func parseTypeDeclaration(_ kind: TypeDeclaration.Kind, _ list: ModifierList, in owner: Int?) {
        let start = list.start ?? lexer.token.start
        lexer.advance()
        guard let name = parseTypeName(kind) else { return }
        var isGeneric = false
        if isAtOperator(Byte.less) {
            parseGenericParameterClause()
            // A protocol's are its primary associated types.
            isGeneric = kind != .protocol
        }
        let inherits = parseTypeInheritanceClause()
        if isAt(.where) {
            parseGenericWhereClause()
            isGeneric = true
        }
        guard depth < ScannerLimits.nestingDepth else {
            lexer.report(.nestedType, at: start)
            if isAt(.leftBrace) { lexer.skipGroup() }
            return
        }
        let index = types.count
        types.append(
            TypeDeclaration(
                kind: kind,
                name: name,
                parent: owner,
                modifiers: list.modifiers,
                isGeneric: isGeneric,
                inherits: inherits,
                conditions: conditionals.all,
                extent: spanSince(start)
            )
        )
        if isAt(.leftBrace) { parseTypeBody(of: index) }
        types[index].extent = spanSince(start)
    }

    private mutating func parseTypeName(_ kind: TypeDeclaration.Kind) -> Span? {
        if kind == .extension {
            let type = parseType()
            return type.full.isEmpty ? nil : type.full
        }
        guard isAt(.word) else { return nil }
        let name = tokenSpan
        lexer.advance()
        return name
    }

    /// `{ members? }`
    private mutating func parseTypeBody(of index: Int) {
        let brace = lexer.token.start
        lexer.advance()
        let outerBase = conditionals.base
        conditionals.base = conditionals.blocks.count
        conditionals.invalidate()
        depth += 1
        parseDeclarations(in: index)
        depth -= 1
        closeConditionals(downTo: conditionals.base)
        conditionals.base = outerBase
        conditionals.invalidate()
        if !take(.rightBrace) { lexer.report(.unclosedBracket, at: brace) }
    }

    /// `type-inheritance-clause → : type-inheritance-list`
    mutating func parseTypeInheritanceClause() -> [Span] {
        var inherits: [Span] = []
        guard take(.colon) else { return inherits }
        repeat {
            let type = parseType()
            if type.full.isEmpty { break }
            inherits.append(type.full)
        } while take(.comma)
        return inherits
    }

    /// `protocol-associated-type-declaration`
    mutating func parseAssociatedTypeDeclaration() {
        lexer.advance()
        guard take(.word) else { return }
        _ = parseTypeInheritanceClause()
        if take(.equal) { _ = parseType() }
        if isAt(.where) { parseGenericWhereClause() }
    }

    /// `typealias-declaration → attributes? modifiers? typealias name generic-parameter-clause? = type`
    mutating func parseTypealiasDeclaration(_ list: ModifierList, in owner: Int?) {
        lexer.advance()
        guard isAt(.word) else { return }
        let name = tokenSpan
        lexer.advance()
        let isGeneric = isAtOperator(Byte.less)
        if isGeneric { parseGenericParameterClause() }
        let type = take(.equal) ? parseType().full : .empty
        let hasRequirements = isAt(.where)
        if hasRequirements { parseGenericWhereClause() }
        let declaration = TypealiasDeclaration(
            name: name,
            type: type,
            modifiers: list.modifiers,
            isGeneric: isGeneric || hasRequirements,
            conditions: owner == nil ? conditionals.all : conditionals.inner
        )
        if let owner { types[owner].typealiases.append(declaration) } else { typealiases.append(declaration) }
    }
}
