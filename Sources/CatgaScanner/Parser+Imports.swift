extension Parser {
    /// `import-declaration → attributes? import import-kind? import-path`
    mutating func parseImportDeclaration(_ list: ModifierList) {
        lexer.advance()
        if isAtImportKind() { lexer.advance() }
        guard isAt(.word) && !lexer.token.startsLine else { return }
        let start = lexer.token.start
        let module = tokenSpan
        lexer.advance()
        while isAt(.period) || isAt(.doubleColon) {
            lexer.advance()
            guard take(.word) else { break }
        }
        imports.append(
            ImportDeclaration(
                module: module,
                path: spanSince(start),
                modifiers: list.modifiers,
                conditions: conditionals.all
            )
        )
    }

    /// `import-kind → typealias | struct | class | enum | protocol | let | var | func`
    private func isAtImportKind() -> Bool {
        switch lexer.token.keyword {
        case .typealias, .struct, .class, .enum, .protocol, .let, .var, .func: true
        default: false
        }
    }
}
