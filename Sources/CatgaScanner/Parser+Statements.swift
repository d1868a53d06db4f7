/// Statements at file level are passed over; what they declare inside their blocks is local.
extension Parser {
    /// `statement`: passes one. Always moves on by a token at least.
    mutating func parseStatement() {
        switch lexer.token.keyword {
        case .if: parseIfStatement()
        case .guard: parseGuardStatement()
        case .for, .while:
            lexer.advance()
            skipConditionAndBlock()
        case .switch:
            lexer.advance()
            skipConditionAndBlock(hasOneExpression: true)
        case .repeat:
            lexer.advance()
            skipBlock()
            if take(.while) { parseExpression() }
        case .do: parseDoStatement()
        case .defer:
            lexer.advance()
            skipBlock()
        case .return, .throw, .break, .continue, .fallthrough:
            lexer.advance()
            if !lexer.token.startsLine { parseExpression() }
        default:
            let start = lexer.token.start
            parseExpression()
            // Behind the name of a labeled statement, and at whatever begins no statement.
            if lexer.token.start == start || isAt(.colon) || isAt(.comma) { skipTokenOrGroup() }
        }
    }

    /// `if-statement → if condition-list code-block else-clause?`
    private mutating func parseIfStatement() {
        repeat {
            lexer.advance()
            skipConditionAndBlock()
            guard take(.else) else { return }
        } while isAt(.if)
        skipBlock()
    }

    /// `guard-statement → guard condition-list else code-block`
    private mutating func parseGuardStatement() {
        lexer.advance()
        while !isAt(.endOfFile) && !isAt(.rightBrace) && !isAt(.else) { skipTokenOrGroup() }
        if take(.else) { skipBlock() }
    }

    /// `do-statement → do throws-clause? code-block catch-clauses?`
    private mutating func parseDoStatement() {
        lexer.advance()
        if take(.throws) && isAt(.leftParenthesis) { lexer.skipGroup() }
        skipBlock()
        while take(.catch) { skipConditionAndBlock() }
    }

    private mutating func skipBlock() {
        if isAt(.leftBrace) { lexer.skipGroup() }
    }

    /// Passes everything up to a code block, and the block. A closure in between is told from the block by what
    /// follows it on the same line.
    private mutating func skipConditionAndBlock(hasOneExpression: Bool = false) {
        while !isAt(.endOfFile) && !isAt(.rightBrace) {
            guard isAt(.leftBrace) else {
                skipTokenOrGroup()
                continue
            }
            lexer.skipGroup()
            if !isBehindClosureInCondition || (hasOneExpression && isAt(.comma)) { return }
        }
    }

    private var isBehindClosureInCondition: Bool {
        if lexer.token.startsLine { return false }
        switch lexer.token.kind {
        case .leftBrace, .comma, .period, .leftParenthesis, .leftSquare, .postfixMark, .operatorSymbol, .equal:
            return true
        case .word: return isAt(.is) || isAt(.as) || isAt(.where)
        default: return false
        }
    }
}
