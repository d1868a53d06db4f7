/// Whitespace and comments: what separates tokens.
extension Lexer {
    /// Moves `cursor` to the next token's first byte and says whether a line break was passed.
    @inline(__always)
    mutating func skipWhitespaceAndComments() -> Bool {
        var sawNewline = false
        while cursor < count {
            switch classes[Int(base[cursor])] {
            case .whitespace:
                cursor &+= 1
            case .newline:
                cursor &+= 1
                sawNewline = true
            case .slash:
                let next = byte(at: cursor &+ 1)
                if next == Byte.slash {
                    skipToLineEnd()
                } else if next == Byte.asterisk {
                    if skipBlockComment() { sawNewline = true }
                } else {
                    return sawNewline
                }
            case .nonASCII:
                let scalar = decodeScalar(at: cursor)
                // Bytes that are no UTF-8, no-break spaces and stray byte order marks separate tokens.
                guard scalar.value == 0 || scalar.value == 0xA0 || scalar.value == 0xFEFF else { return sawNewline }
                cursor &+= scalar.length
            default:
                return sawNewline
            }
        }
        return sawNewline
    }

    /// Moves to the line break that ends the line, or to the end of the file.
    mutating func skipToLineEnd() {
        if !hasCarriageReturns {
            cursor = offset(of: Byte.newline, in: base, from: cursor, to: count) ?? count
            return
        }
        // Two searches, for either kind of break, would not be linear where a file holds only the other kind.
        while cursor < count && base[cursor] != Byte.newline && base[cursor] != Byte.carriageReturn { cursor &+= 1 }
    }

    /// Skips a comment that may hold others, starting at its `/*`; says whether it spans lines.
    mutating func skipBlockComment() -> Bool {
        let start = cursor
        var depth = 1
        var sawNewline = false
        cursor &+= 2
        while cursor < count {
            let current = base[cursor]
            if current == Byte.asterisk && byte(at: cursor &+ 1) == Byte.slash {
                cursor &+= 2
                depth &-= 1
                if depth == 0 { return sawNewline }
            } else if current == Byte.slash && byte(at: cursor &+ 1) == Byte.asterisk {
                cursor &+= 2
                depth &+= 1
            } else {
                if current == Byte.newline || current == Byte.carriageReturn { sawNewline = true }
                cursor &+= 1
            }
        }
        report(.unterminatedComment, at: start)
        return sawNewline
    }
}
