/// Declarations that are passed over: operators, precedence groups and macros.
extension Parser {
    /// `operator-declaration → prefix|infix|postfix operator operator`, with precedence group or designated types.
    mutating func parseOperatorDeclaration() {
        lexer.advance()
        skipTokenOrGroup()
        if take(.colon) {
            repeat { _ = take(.word) } while take(.comma)
        }
        if isAt(.leftBrace) && !lexer.token.startsLine { lexer.skipGroup() }
    }

    /// `precedence-group-declaration → precedencegroup name { … }`
    mutating func parsePrecedenceGroupDeclaration() {
        lexer.advance()
        _ = take(.word)
        if isAt(.leftBrace) { lexer.skipGroup() }
    }

    /// `macro-declaration → macro name generic-parameter-clause? macro-signature = expression generic-where-clause?`
    mutating func parseMacroDeclaration() {
        lexer.advance()
        lexer.advance()
        if isAtOperator(Byte.less) { parseGenericParameterClause() }
        if isAt(.leftParenthesis) { lexer.skipGroup() }
        if take(.arrow) { _ = parseType() }
        if take(.equal) { _ = parseExpression() }
        if isAt(.where) { parseGenericWhereClause() }
    }
}
