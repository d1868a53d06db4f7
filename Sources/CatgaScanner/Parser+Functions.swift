extension Parser {
    /// `function-declaration → function-head function-name generic-parameter-clause? function-signature
    /// generic-where-clause? function-body?`
    mutating func parseFunctionDeclaration(_ list: ModifierList, in owner: Int?) {
        lexer.advance()
        guard let name = parseFunctionName() else { return }
        let function = parseFunctionSignature(name: name, isFailable: false, list, in: owner)
        if let owner { types[owner].functions.append(function) } else { functions.append(function) }
    }

    /// `function-name → identifier | operator`
    private mutating func parseFunctionName() -> Span? {
        switch lexer.token.kind {
        case .word:
            break
        case .operatorSymbol, .equal, .arrow, .postfixMark, .regex:
            splitGenericParametersFromOperator()
        default:
            return nil
        }
        let name = tokenSpan
        lexer.advance()
        return name
    }

    /// In `func ==<T>(…)` the `<` belongs to the generic parameters.
    private mutating func splitGenericParametersFromOperator() {
        let length = lexer.token.end - lexer.token.start
        guard length > 1, lexer.base[lexer.token.end - 1] == Byte.less else { return }
        switch lexer.classes[Int(lexer.byte(at: lexer.token.end))] {
        case .letter, .backtick, .nonASCII: lexer.splitToken(length: length - 1)
        default: break
        }
    }

    /// `initializer-declaration → initializer-head generic-parameter-clause? parameter-clause …`
    mutating func parseInitializerDeclaration(_ list: ModifierList, in owner: Int?) {
        let name = tokenSpan
        lexer.advance()
        let isFailable = isAt(.postfixMark) && !lexer.token.startsLine
        if isFailable { lexer.advance() }
        let initializer = parseFunctionSignature(name: name, isFailable: isFailable, list, in: owner)
        if let owner { types[owner].initializers.append(initializer) }
    }

    /// `function-signature → parameter-clause async? throws? function-result?`, and what follows up to the body's end.
    private mutating func parseFunctionSignature(
        name: Span,
        isFailable: Bool,
        _ list: ModifierList,
        in owner: Int?
    ) -> FunctionDeclaration {
        var function = FunctionDeclaration(
            name: name,
            parameters: [],
            isAsync: false,
            isThrowing: false,
            thrownType: .empty,
            returnType: .empty,
            isGeneric: false,
            isFailable: isFailable,
            modifiers: list.modifiers,
            conditions: owner == nil ? conditionals.all : conditionals.inner
        )
        if isAtOperator(Byte.less) {
            function.isGeneric = true
            parseGenericParameterClause()
        }
        if isAt(.leftParenthesis) { function.parameters = parseParameterClause() }
        parseEffects(of: &function)
        if take(.arrow) { function.returnType = parseType().full }
        if isAt(.where) {
            function.isGeneric = true
            parseGenericWhereClause()
        }
        let isRequirement = owner.map { types[$0].kind == .protocol } ?? false
        if isAt(.leftBrace) && !(isRequirement && lexer.token.startsLine) { function.body = lexer.skipGroup() }
        return function
    }

    /// `async`, `reasync`, `throws`, `throws(E)` and `rethrows`, in any order.
    private mutating func parseEffects(of function: inout FunctionDeclaration) {
        while lexer.token.keyword.isEffect {
            // `async let` and `async var` on the next line begin a declaration.
            let keyword = lexer.token.keyword
            if keyword == .async && lexer.token.startsLine && isFollowedByIntroducer() { return }
            lexer.advance()
            switch keyword {
            case .async, .reasync:
                function.isAsync = true
            default:
                function.isThrowing = true
                if isAt(.leftParenthesis) { function.thrownType = lexer.skipGroup() }
            }
        }
    }

    private mutating func isFollowedByIntroducer() -> Bool {
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        return lexer.token.keyword.isReservedIntroducer
    }

    /// `deinitializer-declaration`; interfaces print it without a body.
    mutating func parseDeinitializerDeclaration() {
        lexer.advance()
        while lexer.token.keyword.isEffect { lexer.advance() }
        if isAt(.leftBrace) { lexer.skipGroup() }
    }

    /// `subscript-declaration`
    mutating func parseSubscriptDeclaration() {
        lexer.advance()
        if isAtOperator(Byte.less) { parseGenericParameterClause() }
        if isAt(.leftParenthesis) { lexer.skipGroup() }
        while lexer.token.keyword.isEffect {
            lexer.advance()
            if isAt(.leftParenthesis) { lexer.skipGroup() }
        }
        if take(.arrow) { _ = parseType() }
        if isAt(.where) { parseGenericWhereClause() }
        if isAt(.leftBrace) { lexer.skipGroup() }
    }
}
