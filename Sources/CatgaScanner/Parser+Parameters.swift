extension Parser {
    /// `parameter-clause → ( parameter-list? )`
    mutating func parseParameterClause() -> [ParameterDeclaration] {
        var parameters: [ParameterDeclaration] = []
        let open = lexer.token.start
        lexer.advance()
        while true {
            switch lexer.token.kind {
            case .rightParenthesis:
                lexer.advance()
                return parameters
            case .comma:
                lexer.advance()
            case .endOfFile, .rightBrace:
                lexer.report(.unclosedBracket, at: open)
                return parameters
            default:
                let start = lexer.token.start
                if let parameter = parseParameter() { parameters.append(parameter) }
                // Whatever cannot be read as a parameter is passed over, so that the loop always moves on.
                if lexer.token.start == start { skipTokenOrGroup() }
            }
        }
    }

    /// `parameter → attributes? external-name? local-name type-annotation default-argument-clause?`
    private mutating func parseParameter() -> ParameterDeclaration? {
        skipAttributes()
        guard isAt(.word) else { return nil }
        var words: (label: Span, name: Span) = (tokenSpan, tokenSpan)
        lexer.advance()
        while isAt(.word) {
            // With three words the first is an old-fashioned specifier (`isolated label name: T`).
            words = (words.name, tokenSpan)
            lexer.advance()
        }
        guard take(.colon) else { return nil }
        let type = parseType()
        guard !type.full.isEmpty else { return nil }
        var parameter = ParameterDeclaration(
            label: words.label,
            name: words.name,
            type: type.core,
            fullType: type.full,
            hasDefault: false
        )
        if isAtEllipsis {
            parameter.type.end = Int32(truncatingIfNeeded: lexer.token.end)
            parameter.fullType.end = parameter.type.end
            lexer.advance()
        }
        if take(.equal) {
            parameter.hasDefault = true
            _ = parseExpression()
        }
        return parameter
    }

    private var isAtEllipsis: Bool {
        isAtOperator(Byte.period) && lexer.token.end - lexer.token.start == 3
    }
}
