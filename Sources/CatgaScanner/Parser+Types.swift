/// A type that was passed over.
struct ParsedType {
    /// Empty where no type stood.
    var full = Span.empty
    /// Without the specifiers and attributes in front.
    var core = Span.empty
}

extension Parser {
    /// `type`, whatever its form. No recursion: groups are skipped by balance, and a chain of `&` and `->` is a loop.
    mutating func parseType() -> ParsedType {
        let start = lexer.token.start
        let beforeType = lexer.previousEnd
        let core = skipTypeSpecifiers()
        while parseTypePrimary() {
            if isAtOperator(Byte.ampersand) {
                lexer.splitToken(length: 1)
                lexer.advance()
            } else if isAt(.arrow) || skipFunctionEffects() {
                lexer.advance()
            } else {
                break
            }
            skipTypeSpecifiers()
        }
        if lexer.previousEnd == beforeType { return ParsedType() }
        return ParsedType(full: spanSince(start), core: spanSince(core))
    }

    /// What may stand in front of a type: `inout`, ownership, isolation, attributes.
    ///
    /// - Returns: Where the type proper begins. It is returned, not read by the caller from the current token, because
    ///   Swift 6.3.1's optimizer takes that for the same value as before the call.
    @discardableResult
    private mutating func skipTypeSpecifiers() -> Int {
        while true {
            switch lexer.token.kind {
            case .at: _ = parseAttribute(isInType: true)
            case .word:
                guard lexer.token.keyword.isTypeSpecifier, isTypeBehindSpecifier() else { return lexer.token.start }
                lexer.advance()
                if isAt(.leftParenthesis) && lexer.token.start == lexer.previousEnd { lexer.skipGroup() }
            default: return lexer.token.start
            }
        }
    }

    /// Contextual specifiers are also names of types: only what follows on the line tells.
    private mutating func isTypeBehindSpecifier() -> Bool {
        if isAt(.inout) { return true }
        let isNonisolated = isAt(.nonisolated)
        let mark = lexer.mark()
        defer { lexer.reset(to: mark) }
        lexer.advance()
        if isNonisolated && isAt(.leftParenthesis) {
            lexer.skipGroup()
        }
        return isAtTypeStart && !lexer.token.startsLine
    }

    private var isAtTypeStart: Bool {
        switch lexer.token.kind {
        case .word: lexer.token.keyword != .where && lexer.token.keyword != .in && lexer.token.keyword != .throws
        case .at, .leftParenthesis, .leftSquare: true
        case .operatorSymbol: isAtOperator(Byte.tilde)
        default: false
        }
    }

    /// One operand of `&` and `->` with its postfixes: `some A.B<C>?.Type`.
    private mutating func parseTypePrimary() -> Bool {
        skipTypeSpecifiers()
        while isAt(.some) || isAt(.any) || isAt(.each) || isAt(.repeat) || isAtOperator(Byte.tilde) {
            if isAt(.word) && !isTypeBehindSpecifier() { break }
            if isAt(.operatorSymbol) { lexer.splitToken(length: 1) }
            lexer.advance()
            skipTypeSpecifiers()
        }
        switch lexer.token.kind {
        case .word:
            if lexer.token.keyword.endsType { return false }
            lexer.advance()
            if isAtOperator(Byte.less) { parseGenericArgumentClause() }
        case .leftParenthesis, .leftSquare:
            lexer.skipGroup()
        case .number, .placeholder:
            lexer.advance()
        case .operatorSymbol:
            // A generic argument that is a number may be negative.
            guard isAtOperator(Byte.minus) else { return false }
            lexer.advance()
            return take(.number)
        default:
            return false
        }
        skipTypePostfixes()
        return true
    }

    /// `?`, `!`, `.Member`, `.Type`, `::Member` and generic arguments.
    private mutating func skipTypePostfixes() {
        while true {
            switch lexer.token.kind {
            case .postfixMark:
                if lexer.token.startsLine { return }
                lexer.advance()
            case .period, .doubleColon:
                lexer.advance()
                guard take(.word) else { return }
                if isAtOperator(Byte.less) { parseGenericArgumentClause() }
            default:
                return
            }
        }
    }

    /// `async throws(E)` in front of a function type's arrow; stays where there is no arrow.
    private mutating func skipFunctionEffects() -> Bool {
        guard lexer.token.keyword.isEffect else { return false }
        let mark = lexer.mark()
        while lexer.token.keyword.isEffect {
            lexer.advance()
            if isAt(.leftParenthesis) { lexer.skipGroup() }
        }
        if isAt(.arrow) { return true }
        lexer.reset(to: mark)
        return false
    }
}

extension Keyword {
    var isTypeSpecifier: Bool {
        switch self {
        case .inout, .borrowing, .consuming, .sending, .isolated, .nonisolated, .legacyOwned, .legacyShared,
            .constantValue:
            true
        default: false
        }
    }

    var isEffect: Bool {
        switch self {
        case .async, .reasync, .throws, .rethrows: true
        default: false
        }
    }

    /// Reserved words that cannot begin a type: what came before them was incomplete.
    var endsType: Bool {
        switch self {
        case .where, .in, .throws, .rethrows, .is, .as, .if, .guard, .for, .while, .switch, .return: true
        default: isReservedIntroducer
        }
    }
}
