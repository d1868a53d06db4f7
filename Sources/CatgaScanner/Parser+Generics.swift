extension Parser {
    /// `generic-parameter-clause → < generic-parameter-list >`
    mutating func parseGenericParameterClause() { skipAngleBrackets() }

    /// `generic-argument-clause → < generic-argument-list >`
    mutating func parseGenericArgumentClause() { skipAngleBrackets() }

    /// Passes `<…>`, whose first token is current. `>>` closes twice, and `->` closes nothing.
    private mutating func skipAngleBrackets() {
        var open = 0
        while true {
            switch lexer.token.kind {
            case .operatorSymbol:
                if isAtOperator(Byte.less) {
                    lexer.splitToken(length: 1)
                    open += 1
                } else if isAtOperator(Byte.greater) {
                    lexer.splitToken(length: 1)
                    open -= 1
                }
                lexer.advance()
                if open == 0 { return }
            case .endOfFile, .leftBrace, .rightBrace, .semicolon, .rightParenthesis, .rightSquare:
                return
            case .word:
                // `<let count: Int>` is the one introducer inside.
                if lexer.token.keyword.isReservedIntroducer && !isAt(.let) && !isAt(.class) { return }
                lexer.advance()
            default:
                skipTokenOrGroup()
            }
        }
    }

    /// `generic-where-clause → where requirement-list`
    mutating func parseGenericWhereClause() {
        lexer.advance()
        repeat {
            if parseType().full.isEmpty { return }
            guard isAt(.colon) || isAt(.equal) || isAtOperator(Byte.equal) else { return }
            lexer.advance()
            _ = parseType()
        } while take(.comma)
    }

    /// Whether the `<` that is current opens generic arguments of an expression; passes them if so.
    ///
    /// Like the compiler, it looks for a list of types up to a `>` and then at what follows.
    mutating func parseGenericArgumentsInExpression() -> Bool {
        let start = lexer.token.start
        var remaining =
            start < genericSearchEnd
            ? ScannerLimits.repeatedGenericArgumentTokens : ScannerLimits.genericArgumentTokens
        let mark = lexer.mark()
        var open = 0
        while remaining > 0 {
            remaining -= 1
            switch lexer.token.kind {
            case .operatorSymbol:
                if isAtOperator(Byte.less) {
                    lexer.splitToken(length: 1)
                    open += 1
                } else if isAtOperator(Byte.greater) {
                    lexer.splitToken(length: 1)
                    open -= 1
                } else if !isAtOperator(Byte.ampersand) && !isAtOperator(Byte.tilde) && !isAtOperator(Byte.minus) {
                    remaining = 0
                }
                lexer.advance()
                if open == 0 && remaining > 0 {
                    if canFollowGenericArguments() { return true }
                    remaining = 0
                }
            case .word, .comma, .period, .doubleColon, .arrow, .postfixMark, .at, .number: lexer.advance()
            case .leftParenthesis, .leftSquare: lexer.skipGroup()
            default: remaining = 0
            }
        }
        genericSearchEnd = max(genericSearchEnd, lexer.token.start)
        lexer.reset(to: mark)
        return false
    }

    private func canFollowGenericArguments() -> Bool {
        if lexer.token.startsLine { return true }
        switch lexer.token.kind {
        case .leftParenthesis, .rightParenthesis, .leftSquare, .rightSquare, .leftBrace, .rightBrace, .period, .comma,
            .semicolon, .colon, .equal, .endOfFile, .postfixMark:
            return true
        default:
            return false
        }
    }
}
