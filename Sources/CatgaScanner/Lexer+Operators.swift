/// Operators, and the spacing around them that tells prefix, infix and postfix apart.
extension Lexer {
    /// A word or an operator, decided by the first character where that is not ASCII.
    mutating func lexIdentifierOrOperator() {
        if classes[Int(base[cursor])] == .nonASCII && decodeScalar(at: cursor).isOperatorHead {
            lexOperator()
        } else {
            lexIdentifier()
        }
    }

    /// `operator → operator-head operator-characters?`; a `?` or `!` behind an operand stands alone.
    mutating func lexOperator() {
        let first = base[cursor]
        if (first == Byte.question || first == Byte.exclamation) && isLeftBound(cursor) {
            cursor &+= 1
            token.kind = .postfixMark
            return
        }
        token.kind = .operatorSymbol
        let start = cursor
        skipOperatorCharacters()
        let length = cursor &- start
        if length == 1 && first == Byte.equal {
            token.kind = .equal
        } else if length == 2 && first == Byte.minus && base[start &+ 1] == Byte.greater {
            token.kind = .arrow
        } else if first == Byte.less && byte(at: start &+ 1) == Byte.hash {
            lexPlaceholder(from: start)
        }
    }

    /// `.`, or an operator that begins with it (`...`, `.&`).
    mutating func lexPeriod() {
        switch classes[Int(byte(at: cursor &+ 1))] {
        case .period, .operator, .question, .exclamation:
            token.kind = .operatorSymbol
            skipOperatorCharacters()
        default:
            token.kind = .period
            cursor &+= 1
        }
    }

    /// Moves behind all operator characters; dots belong only to an operator that begins with one.
    private mutating func skipOperatorCharacters() {
        let start = cursor
        let allowsPeriods = base[start] == Byte.period
        while cursor < count {
            switch classes[Int(base[cursor])] {
            case .operator, .question, .exclamation:
                cursor &+= 1
            case .slash:
                let next = byte(at: cursor &+ 1)
                if cursor > start && (next == Byte.slash || next == Byte.asterisk) { return }
                cursor &+= 1
            case .period:
                guard allowsPeriods else { return }
                cursor &+= 1
            case .nonASCII:
                let scalar = decodeScalar(at: cursor)
                guard scalar.isOperatorCharacter else { return }
                cursor &+= scalar.length
            default:
                return
            }
        }
    }

    /// A regular expression, or an operator that begins with a slash.
    mutating func lexSlash() {
        if skipRegexLiteral() {
            token.kind = .regex
        } else {
            lexOperator()
        }
    }

    /// `<#…#>` on one line, as editors leave behind; otherwise the `<` stays an operator.
    private mutating func lexPlaceholder(from start: Int) {
        let end = placeholderEnd(from: start)
        guard end > start else { return }
        token.kind = .placeholder
        cursor = end
    }

    /// Where the placeholder that begins at `start` ends, or `start` if none does.
    mutating func placeholderEnd(from start: Int) -> Int {
        if start < placeholdersEndBefore { return start }
        var position = start &+ 2
        while position < count && base[position] != Byte.newline && base[position] != Byte.carriageReturn {
            if base[position] == Byte.hash && byte(at: position &+ 1) == Byte.greater { return position &+ 2 }
            position &+= 1
        }
        placeholdersEndBefore = position
        return start
    }

    /// Whether something stands directly in front of `offset`, so that an operator there is not a prefix one.
    func isLeftBound(_ offset: Int) -> Bool {
        if offset == 0 { return false }
        let previous = base[offset &- 1]
        switch classes[Int(previous)] {
        case .whitespace, .newline, .leftParenthesis, .leftSquare, .leftBrace, .comma, .semicolon, .colon:
            return false
        case .slash:
            // A comment's end counts as a blank.
            return !(offset >= 2 && base[offset &- 2] == Byte.asterisk)
        default:
            return true
        }
    }

    /// Whether something stands directly at `offset`, so that an operator ending there is not a postfix one.
    func isRightBound(_ offset: Int, leftBound: Bool) -> Bool {
        guard offset < count else { return false }
        switch classes[Int(base[offset])] {
        case .whitespace, .newline, .rightParenthesis, .rightSquare, .rightBrace, .comma, .semicolon, .colon:
            return false
        case .period:
            // `x^.y` has a postfix operator, `^.y` a prefix one.
            return !leftBound
        case .slash:
            let next = byte(at: offset &+ 1)
            return !(next == Byte.slash || next == Byte.asterisk)
        default:
            return true
        }
    }
}

extension Lexer.Scalar {
    /// The reference's `operator-head` beyond ASCII.
    var isOperatorHead: Bool {
        switch value {
        case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7: true
        case 0x2016...0x2017, 0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E: true
        case 0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F: true
        case 0x3001...0x3003, 0x3008...0x3020, 0x3030: true
        default: false
        }
    }

    /// The reference's `operator-character`: heads and combining marks.
    var isOperatorCharacter: Bool {
        switch value {
        case 0x0300...0x036F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F: true
        case 0xE0100...0xE01EF: true
        default: isOperatorHead
        }
    }

    /// Everything else that is a character at all may stand inside an identifier.
    var isIdentifierCharacter: Bool { value != 0 && value != 0xA0 && value != 0xFEFF && !isOperatorHead }
}
