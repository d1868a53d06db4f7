/// Regular expression literals. A bare `/` is also an operator; the rules that decide are those of SE-0354.
extension Lexer {
    /// Skips `/…/` if the slash at `cursor` opens a literal; otherwise stays.
    mutating func skipRegexLiteral() -> Bool {
        guard canBeginRegexLiteral(cursor) else { return false }
        var position = cursor &+ 1
        var groups = 0
        var classDepth = 0
        while position < count {
            let current = base[position]
            switch current {
            case Byte.newline, Byte.carriageReturn:
                return false
            case Byte.backslash:
                position &+= 1
                let escaped = byte(at: position)
                if escaped == Byte.newline || escaped == Byte.carriageReturn { return false }
            case Byte.leftSquare:
                classDepth &+= 1
            case Byte.rightSquare:
                if classDepth > 0 { classDepth &-= 1 }
            case Byte.leftParenthesis:
                if classDepth == 0 { groups &+= 1 }
            case Byte.rightParenthesis where classDepth == 0:
                // `reduce(1, /)` passes an operator: a literal does not close what it did not open.
                groups &-= 1
                if groups < 0 { return false }
            case Byte.slash:
                let last = base[position &- 1]
                let isEscapedBlank = position &- 2 > cursor && base[position &- 2] == Byte.backslash
                if (last == Byte.space || last == Byte.tab) && !isEscapedBlank { return false }
                cursor = position &+ 1
                return true
            default:
                break
            }
            position &+= 1
        }
        return false
    }

    /// A literal begins where a prefix operator could, and not with a blank.
    private func canBeginRegexLiteral(_ offset: Int) -> Bool {
        let next = byte(at: offset &+ 1)
        if isLeftBound(offset) { return false }
        switch classes[Int(next)] {
        case .whitespace, .newline: return false
        default: break
        }
        return !followsOperandOnLine(offset)
    }

    /// Whether what stands in front of `offset` on the same line is an operand, so that only an operator can follow.
    private func followsOperandOnLine(_ offset: Int) -> Bool {
        var position = offset &- 1
        while position >= 0 && (base[position] == Byte.space || base[position] == Byte.tab) { position &-= 1 }
        guard position >= 0 else { return false }
        switch classes[Int(base[position])] {
        case .rightParenthesis, .rightSquare, .rightBrace, .quote, .backtick:
            return true
        case .question, .exclamation:
            // `try? /…/` is followed by an expression, `value! / …` is not.
            return position > 0 && endsOperand(wordEnd: position)
        case .letter, .digit, .nonASCII, .dollar:
            return endsOperand(wordEnd: position &+ 1)
        default:
            return false
        }
    }

    /// Whether the word that ends at `wordEnd` is an operand rather than a keyword in front of one.
    private func endsOperand(wordEnd: Int) -> Bool {
        var start = wordEnd
        while start > 0 && wordEnd &- start < 16 {
            let byteClass = classes[Int(base[start &- 1])]
            guard byteClass == .letter || byteClass == .digit || byteClass == .nonASCII || byteClass == .dollar else {
                break
            }
            start &-= 1
        }
        if start == wordEnd { return false }
        if start > 0 && base[start &- 1] == Byte.period { return true }
        switch keywords.keyword(at: base + start, length: wordEnd &- start) {
        case .return, .throw, .case, .in, .where, .if, .guard, .while, .switch, .else, .try, .await, .is, .as, .unsafe,
            .consume, .copy, .yield:
            return false
        default:
            return true
        }
    }

    /// `#/…/#`: on one line, or over several where nothing but blanks follow the opening slash.
    mutating func skipExtendedRegexLiteral(hashes: Int, literalStart: Int) {
        cursor &+= 1
        var position = cursor
        while byte(at: position) == Byte.space || byte(at: position) == Byte.tab { position &+= 1 }
        let isMultiline = byte(at: position) == Byte.newline || byte(at: position) == Byte.carriageReturn
        while cursor < count {
            let current = base[cursor]
            if current == Byte.slash && hasHashes(hashes, at: cursor &+ 1) {
                cursor &+= 1 &+ hashes
                return
            }
            if !isMultiline && (current == Byte.newline || current == Byte.carriageReturn) { break }
            cursor &+= 1
            if current == Byte.backslash && cursor < count {
                let escaped = base[cursor]
                if escaped != Byte.newline && escaped != Byte.carriageReturn { cursor &+= 1 }
            }
        }
        report(.unterminatedRegex, at: literalStart)
    }
}
