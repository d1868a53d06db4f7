/// What begins with `#`: raw strings, extended regular expressions, directives and macro expansions.
extension Lexer {
    mutating func lexHash() {
        let start = cursor
        token.kind = skipHash(depth: 0)
        if token.kind == .unknown && cursor &- start == 1 && isIdentifierStart(cursor) { lexDirectiveOrMacro() }
    }

    /// Skips the literal that the hash signs at `cursor` open, or else the hash signs alone.
    /// - Returns: What was skipped, `.unknown` for bare hash signs.
    @discardableResult
    mutating func skipHash(depth: Int) -> TokenKind {
        let start = cursor
        if start > 0 && base[start &- 1] == Byte.less {
            let end = placeholderEnd(from: start &- 1)
            if end > start {
                cursor = end
                return .placeholder
            }
        }
        while cursor < count && base[cursor] == Byte.hash { cursor &+= 1 }
        let hashes = cursor &- start
        let opener = byte(at: cursor)
        if opener == Byte.quote {
            skipStringLiteral(hashes: hashes, literalStart: start, depth: depth)
            return .string
        }
        if opener == Byte.slash {
            skipExtendedRegexLiteral(hashes: hashes, literalStart: start)
            return .regex
        }
        return .unknown
    }

    private func isIdentifierStart(_ offset: Int) -> Bool {
        guard offset < count else { return false }
        switch classes[Int(base[offset])] {
        case .letter: return true
        case .nonASCII: return decodeScalar(at: offset).isIdentifierCharacter
        default: return false
        }
    }

    /// `cursor` stands behind one hash sign, at a word.
    private mutating func lexDirectiveOrMacro() {
        let nameStart = cursor
        lexIdentifier()
        let keyword = token.keyword
        token.keyword = .none
        if keyword == .if {
            token.kind = .ifDirective
        } else if keyword == .else {
            token.kind = .elseDirective
        } else if isWord("elseif", from: nameStart) {
            token.kind = .elseifDirective
        } else if isWord("endif", from: nameStart) {
            token.kind = .endifDirective
        } else {
            token.kind = .macro
        }
    }

    /// Whether the bytes from `start` to `cursor` spell `word`.
    private func isWord(_ word: StaticString, from start: Int) -> Bool {
        guard cursor &- start == word.utf8CodeUnitCount else { return false }
        var index = 0
        while index < word.utf8CodeUnitCount {
            if base[start &+ index] != word.utf8Start[index] { return false }
            index &+= 1
        }
        return true
    }
}
