/// Turns bytes into tokens, one at a time and without looking back at what the parser made of them.
///
/// The lexer reads through a raw pointer that the caller keeps alive, and copies nothing. Every loop either moves
/// `cursor` forward or leaves, so that lexing ends and takes time linear in the bytes.
///
/// Neither the lexer nor the parser can be copied: unoptimized code, which is what a build plugin runs, would otherwise
/// copy and retain all of `self` for each question asked of it.
struct Lexer: ~Copyable {
    let base: UnsafePointer<UInt8>
    let count: Int
    let classes: UnsafePointer<ByteClass>
    let structure: UnsafePointer<Bool>
    let structureInBraces: UnsafePointer<Bool>
    /// Some line ends with `\r`, which few files have and which makes finding line ends slower.
    let hasCarriageReturns: Bool
    let keywords = KeywordTable()

    /// The offset of the first byte behind `token`.
    var cursor = 0
    /// The token the parser stands at.
    var token = Token()
    /// Where the token before it ended, or the group that was skipped before it.
    var previousEnd = 0
    /// Everything that could not be read, in the order it was met.
    var problems: [LexicalProblem] = []
    /// Something that never ends has been reported already.
    var hasReportedEnd = false
    /// No `#>` lies between any `<#` and this offset; spares looking for it again.
    var placeholdersEndBefore = 0

    /// Stands at the first token of `bytes`, behind a byte order mark and a `#!` line.
    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
        classes = ByteClass.table
        structure = ByteClass.structure
        structureInBraces = ByteClass.structureInBraces
        hasCarriageReturns = offset(of: Byte.carriageReturn, in: base, from: 0, to: count) != nil
        if count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF { cursor = 3 }
        if byte(at: cursor) == Byte.hash && byte(at: cursor &+ 1) == Byte.exclamation { skipToLineEnd() }
        advance()
        token.startsLine = true
        previousEnd = 0
    }

    /// The byte at `offset`, 0 behind the end.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        offset < count ? base[offset] : 0
    }

    /// Moves on to the next token.
    mutating func advance() {
        previousEnd = token.end
        lexToken()
    }

    /// Reads the token at `cursor`, leaving `previousEnd` to the caller.
    mutating func lexToken() {
        token.keyword = .none
        token.startsLine = skipWhitespaceAndComments()
        token.start = cursor
        guard cursor < count else {
            token.kind = .endOfFile
            token.end = cursor
            return
        }
        switch classes[Int(base[cursor])] {
        case .letter, .nonASCII: lexIdentifierOrOperator()
        case .dollar: lexIdentifier()
        case .backtick: lexQuotedIdentifier()
        case .digit: lexNumber()
        case .quote:
            token.kind = .string
            skipStringLiteral(hashes: 0, literalStart: cursor)
        case .hash: lexHash()
        case .slash: lexSlash()
        case .operator, .question, .exclamation: lexOperator()
        case .period: lexPeriod()
        case .comma: lexPunctuation(.comma)
        case .colon: lexColon()
        case .semicolon: lexPunctuation(.semicolon)
        case .at: lexPunctuation(.at)
        case .backslash: lexPunctuation(.backslash)
        case .leftParenthesis: lexPunctuation(.leftParenthesis)
        case .rightParenthesis: lexPunctuation(.rightParenthesis)
        case .leftSquare: lexPunctuation(.leftSquare)
        case .rightSquare: lexPunctuation(.rightSquare)
        case .leftBrace: lexPunctuation(.leftBrace)
        case .rightBrace: lexPunctuation(.rightBrace)
        case .whitespace, .newline: lexPunctuation(.unknown)
        }
        token.end = cursor
    }

    @inline(__always)
    private mutating func lexPunctuation(_ kind: TokenKind) {
        token.kind = kind
        cursor &+= 1
    }

    private mutating func lexColon() {
        lexPunctuation(.colon)
        if byte(at: cursor) == Byte.colon { lexPunctuation(.doubleColon) }
    }

    /// Shortens the current operator token to its first `length` bytes: `>>` closes two argument lists one by one.
    mutating func splitToken(length: Int) {
        guard token.end &- token.start > length else { return }
        token.end = token.start &+ length
        cursor = token.end
    }

    /// A place to come back to after looking ahead.
    struct Mark {
        fileprivate var cursor: Int
        fileprivate var token: Token
        fileprivate var previousEnd: Int
    }

    func mark() -> Mark { Mark(cursor: cursor, token: token, previousEnd: previousEnd) }

    mutating func reset(to mark: Mark) {
        cursor = mark.cursor
        token = mark.token
        previousEnd = mark.previousEnd
    }
}

/// Text that cannot be read, at the offset where the reader should look.
struct LexicalProblem: Hashable {
    enum Kind {
        case unterminatedString
        case unterminatedComment
        case unterminatedRegex
        case unclosedBracket
        case unopenedBracket
        case unclosedConditional
        case unopenedConditional
        case nestedInterpolation
        case nestedType
        case nestedConditional
    }

    var kind: Kind
    var offset: Int
}

extension Lexer {
    /// Notes a problem. Of those that only the file's end brought to light the innermost is the cause of the others,
    /// and the only one kept.
    mutating func report(_ kind: LexicalProblem.Kind, at offset: Int) {
        if cursor >= count {
            switch kind {
            case .unterminatedString, .unterminatedComment, .unterminatedRegex, .unclosedBracket, .unclosedConditional:
                if hasReportedEnd { return }
                hasReportedEnd = true
            default: break
            }
        }
        if problems.count < ScannerLimits.findings {
            problems.append(LexicalProblem(kind: kind, offset: offset))
        }
    }
}
