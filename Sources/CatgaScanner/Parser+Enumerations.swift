extension Parser {
    /// `union-style-enum-case-clause` and `raw-value-style-enum-case-clause`: `case a(Int), b = 1`.
    mutating func parseEnumCaseClause(_ list: ModifierList, in owner: Int) {
        lexer.advance()
        repeat {
            guard isAt(.word) else { return }
            let name = tokenSpan
            lexer.advance()
            let associatedValues = isAt(.leftParenthesis) ? lexer.skipGroup() : .empty
            let rawValue = take(.equal) ? parseExpression() : .empty
            types[owner].cases.append(
                CaseDeclaration(
                    name: name,
                    associatedValues: associatedValues,
                    rawValue: rawValue,
                    modifiers: list.modifiers,
                    conditions: conditionals.inner
                )
            )
        } while take(.comma)
    }
}
