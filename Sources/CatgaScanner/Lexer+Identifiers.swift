/// Identifiers, keywords and numbers.
extension Lexer {
    /// `identifier → identifier-head identifier-characters?`, and `$0`, `$name`.
    mutating func lexIdentifier() {
        token.kind = .word
        let start = cursor
        let base = base
        let count = count
        let classes = classes
        var position = cursor
        while position < count {
            switch classes[Int(base[position])] {
            case .letter, .digit, .dollar:
                position &+= 1
                continue
            case .nonASCII:
                let scalar = decodeScalar(at: position)
                if scalar.isIdentifierCharacter {
                    position &+= scalar.length
                    continue
                }
            default:
                break
            }
            break
        }
        cursor = position
        token.keyword = keywords.keyword(at: base + start, length: position &- start)
    }

    /// `` `class` `` and raw identifiers such as `` `adds two numbers` ``.
    mutating func lexQuotedIdentifier() {
        token.kind = .word
        if !skipQuotedIdentifier() { token.kind = .unknown }
    }

    /// Moves behind the closing backtick, or only behind this one where the line holds no other.
    mutating func skipQuotedIdentifier() -> Bool {
        var position = cursor &+ 1
        while position < count {
            let current = base[position]
            if current == Byte.backtick && position > cursor &+ 1 {
                cursor = position &+ 1
                return true
            }
            if current == Byte.newline || current == Byte.carriageReturn || current == Byte.backtick { break }
            position &+= 1
        }
        cursor &+= 1
        return false
    }

    /// Numeric literals, in any base, with fraction and exponent.
    mutating func lexNumber() {
        token.kind = .number
        let isHexadecimal = base[cursor] == 0x30 && byte(at: cursor &+ 1) | 0x20 == 0x78
        cursor &+= 1
        while cursor < count {
            let current = base[cursor]
            switch classes[Int(current)] {
            case .letter, .digit:
                cursor &+= 1
                // A sign belongs to the number directly behind the letter of its exponent.
                let isExponent = current | 0x20 == (isHexadecimal ? 0x70 : 0x65)
                if isExponent && (byte(at: cursor) == Byte.plus || byte(at: cursor) == Byte.minus) { cursor &+= 1 }
            case .period:
                let next = byte(at: cursor &+ 1)
                guard classes[Int(next)] == .digit || (isHexadecimal && isHexadecimalFraction(at: cursor &+ 1)) else {
                    return
                }
                cursor &+= 1
            default:
                return
            }
        }
    }

    /// `0x1.8p3` has a fraction, while `0x1.advanced` reads a member: only an exponent tells.
    private func isHexadecimalFraction(at offset: Int) -> Bool {
        var position = offset
        while position < count && position &- offset < 32 {
            let current = base[position]
            if classes[Int(current)] == .digit || (current | 0x20 >= 0x61 && current | 0x20 <= 0x66) {
                position &+= 1
            } else {
                return current | 0x20 == 0x70 && position > offset
            }
        }
        return false
    }

    /// A decoded character; `value` is 0 where the bytes are no UTF-8, and `length` is then 1.
    struct Scalar {
        var value: UInt32
        var length: Int
    }

    /// Decodes the character at `offset`, whose first byte is not ASCII.
    func decodeScalar(at offset: Int) -> Scalar {
        let invalid = Scalar(value: 0, length: 1)
        let first = UInt32(base[offset])
        let length: Int
        var value: UInt32
        if first >= 0xF0 && first < 0xF5 {
            length = 4
            value = first & 0x07
        } else if first >= 0xE0 && first < 0xF0 {
            length = 3
            value = first & 0x0F
        } else if first >= 0xC2 && first < 0xE0 {
            length = 2
            value = first & 0x1F
        } else {
            return invalid
        }
        guard offset &+ length <= count else { return invalid }
        var index = 1
        while index < length {
            let next = UInt32(base[offset &+ index])
            guard next & 0xC0 == 0x80 else { return invalid }
            value = (value &<< 6) | (next & 0x3F)
            index &+= 1
        }
        return Scalar(value: value, length: length)
    }
}
