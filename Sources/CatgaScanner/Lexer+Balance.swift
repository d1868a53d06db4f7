/// Skipping what the scanner does not read: bodies, closures, arguments.
///
/// A skip looks at brackets only, and at whatever may hide some: literals and comments. It counts and keeps no stack,
/// so nesting costs nothing.
extension Lexer {
    /// Skips the bracketed group whose opening token is current, up to the token behind it.
    /// - Returns: What stands between the brackets.
    @discardableResult
    mutating func skipGroup() -> Span {
        let start = token.start
        let isClosed = token.kind == .leftBrace ? skipToRightBrace() : skipToRightParenthesis()
        if !isClosed { report(.unclosedBracket, at: start) }
        previousEnd = cursor
        let end = isClosed ? cursor &- 1 : cursor
        lexToken()
        return Span(from: min(start &+ 1, end), to: end)
    }

    /// Inside braces only braces are counted: text that compiles balances the others by itself, and text that does
    /// not is best picked up again at the brace.
    private mutating func skipToRightBrace() -> Bool {
        var depth = 1
        let base = base
        let count = count
        let structure = structureInBraces
        var position = cursor
        while position < count {
            if !structure[Int(base[position])] {
                position &+= 1
                continue
            }
            switch classes[Int(base[position])] {
            case .leftBrace:
                depth &+= 1
                position &+= 1
            case .rightBrace:
                depth &-= 1
                position &+= 1
                if depth == 0 {
                    cursor = position
                    return true
                }
            case .quote, .hash, .slash, .backtick:
                cursor = position
                skipLiteralOrComment()
                position = cursor
            default:
                position &+= 1
            }
        }
        cursor = position
        return false
    }

    /// Skips to behind the bracket that closes a `(` or `[`, but never past a brace that closes something else.
    private mutating func skipToRightParenthesis() -> Bool {
        var depth = 1
        var braces = 0
        while cursor < count {
            if !structure[Int(base[cursor])] {
                cursor &+= 1
                continue
            }
            switch classes[Int(base[cursor])] {
            case .leftParenthesis, .leftSquare:
                if braces == 0 { depth &+= 1 }
                cursor &+= 1
            case .rightParenthesis, .rightSquare:
                cursor &+= 1
                if braces == 0 {
                    depth &-= 1
                    if depth == 0 { return true }
                }
            case .leftBrace:
                braces &+= 1
                cursor &+= 1
            case .rightBrace:
                if braces == 0 { return false }
                braces &-= 1
                cursor &+= 1
            default:
                skipLiteralOrComment()
            }
        }
        return false
    }

    private mutating func skipLiteralOrComment() {
        switch classes[Int(base[cursor])] {
        case .quote: skipStringLiteral(hashes: 0, literalStart: cursor)
        case .hash: skipHash(depth: 0)
        case .slash: skipSlash()
        default: _ = skipQuotedIdentifier()
        }
    }

    /// Skips a comment or a regular expression, or the slash alone where it is an operator.
    mutating func skipSlash() {
        let next = byte(at: cursor &+ 1)
        if next == Byte.slash {
            skipToLineEnd()
        } else if next == Byte.asterisk {
            _ = skipBlockComment()
        } else if !skipRegexLiteral() {
            cursor &+= 1
        }
    }
}

extension Span {
    init(from start: Int, to end: Int) {
        self.init(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    }
}
