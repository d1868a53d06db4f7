/// The kinds of token the parser tells apart.
package enum TokenKind: UInt8 {
    case endOfFile
    /// An identifier or a keyword; `Token.keyword` says which.
    case word
    case number
    case string
    case regex
    /// An operator, whether prefix, infix or postfix.
    case operatorSymbol
    /// `?` or `!` written directly behind something.
    case postfixMark
    /// `->`.
    case arrow
    /// `=`.
    case equal
    case period
    case comma
    case colon
    /// `::`, the module selector.
    case doubleColon
    case semicolon
    case at
    case backslash
    /// `#name`: a macro expansion, `#selector`, `#file` and the like.
    case macro
    case ifDirective
    case elseifDirective
    case elseDirective
    case endifDirective
    /// `<#…#>`.
    case placeholder
    case leftParenthesis
    case rightParenthesis
    case leftSquare
    case rightSquare
    case leftBrace
    case rightBrace
    /// A character that no token begins with.
    case unknown
}

/// One token. Offsets are into the file's bytes.
package struct Token {
    package var kind: TokenKind = .endOfFile
    /// `.none` for a word that is no keyword, and for everything else.
    package var keyword: Keyword = .none
    /// A line break lies between this token and the one before it.
    package var startsLine = false
    package var start = 0
    package var end = 0
}
