/// String literals: single-line, multi-line and raw, with interpolations that hold any expression.
extension Lexer {
    /// Skips the literal whose opening quote `cursor` stands at.
    /// - Parameters:
    ///   - hashes: How many `#` stand in front of the quote.
    ///   - literalStart: Where the literal begins, its hashes included.
    mutating func skipStringLiteral(hashes: Int, literalStart: Int, depth: Int = 0) {
        if opensMultilineString(hashes: hashes) {
            cursor &+= 3
            skipMultilineString(hashes: hashes, literalStart: literalStart, depth: depth)
            return
        }
        cursor &+= 1
        while cursor < count {
            let current = base[cursor]
            if current == Byte.quote {
                cursor &+= 1
                if skipHashes(hashes) { return }
            } else if current == Byte.backslash {
                skipEscape(hashes: hashes, depth: depth)
            } else if current == Byte.newline || current == Byte.carriageReturn {
                break
            } else {
                cursor &+= 1
            }
        }
        report(.unterminatedString, at: literalStart)
    }

    private mutating func skipMultilineString(hashes: Int, literalStart: Int, depth: Int) {
        while cursor < count {
            let current = base[cursor]
            if current == Byte.quote {
                cursor &+= 1
                if byte(at: cursor) == Byte.quote && byte(at: cursor &+ 1) == Byte.quote {
                    cursor &+= 2
                    if skipHashes(hashes) { return }
                    // With hashes, the second quote may still begin the delimiter.
                    cursor &-= 2
                }
            } else if current == Byte.backslash {
                skipEscape(hashes: hashes, depth: depth)
            } else {
                cursor &+= 1
            }
        }
        report(.unterminatedString, at: literalStart)
    }

    /// Three quotes open a multi-line literal, except in `#"""#`, a raw literal that holds one quote.
    private func opensMultilineString(hashes: Int) -> Bool {
        guard byte(at: cursor &+ 1) == Byte.quote && byte(at: cursor &+ 2) == Byte.quote else { return false }
        if hashes == 0 { return true }
        var position = cursor &+ 1
        while position < count && base[position] != Byte.newline && base[position] != Byte.carriageReturn {
            if base[position] == Byte.quote && hasHashes(hashes, at: position &+ 1) { return false }
            position &+= 1
        }
        return true
    }

    /// Skips a backslash and what it escapes; with `hashes`, it only escapes where as many follow.
    @inline(__always)
    private mutating func skipEscape(hashes: Int, depth: Int) {
        cursor &+= 1
        guard skipHashes(hashes) else { return }
        let escaped = byte(at: cursor)
        if escaped == Byte.leftParenthesis {
            cursor &+= 1
            skipInterpolation(depth: depth &+ 1)
        } else if cursor < count && escaped != Byte.newline && escaped != Byte.carriageReturn {
            cursor &+= 1
        }
    }

    /// Skips to behind the parenthesis that closes an interpolation.
    private mutating func skipInterpolation(depth: Int) {
        guard depth < ScannerLimits.nestingDepth else {
            // Nothing behind this point can be told apart from the literals around it.
            report(.nestedInterpolation, at: cursor)
            cursor = count
            return
        }
        var parentheses = 1
        while cursor < count {
            let current = base[cursor]
            if !structure[Int(current)] {
                cursor &+= 1
                continue
            }
            switch classes[Int(current)] {
            case .leftParenthesis:
                parentheses &+= 1
                cursor &+= 1
            case .rightParenthesis:
                parentheses &-= 1
                cursor &+= 1
                if parentheses == 0 { return }
            case .quote:
                skipStringLiteral(hashes: 0, literalStart: cursor, depth: depth)
            case .hash:
                skipHash(depth: depth)
            case .slash:
                skipSlash()
            case .backtick:
                _ = skipQuotedIdentifier()
            default:
                cursor &+= 1
            }
        }
    }

    /// Moves behind `hashes` hash signs if they are there.
    @inline(__always)
    private mutating func skipHashes(_ hashes: Int) -> Bool {
        if hashes == 0 { return true }
        guard hasHashes(hashes, at: cursor) else { return false }
        cursor &+= hashes
        return true
    }

    func hasHashes(_ hashes: Int, at offset: Int) -> Bool {
        guard offset &+ hashes <= count else { return false }
        var index = 0
        while index < hashes {
            if base[offset &+ index] != Byte.hash { return false }
            index &+= 1
        }
        return true
    }
}
