/// Reads the text of a type. Whatever it does not understand becomes `.unreadable`; it never traps, and nesting is
/// bounded, because the text comes from a file that nobody has compiled yet.
struct TypeSyntaxParser {
    /// Far beyond what people write by hand, far below what would exhaust the stack.
    static let maximumDepth = 64

    /// Words that may stand in front of a type without changing what it names.
    private static let ownershipWords: Set<String> = [
        "borrowing", "consuming", "inout", "sending", "isolated", "__owned", "__shared", "nonisolated",
    ]

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    static func parse(_ text: String) -> TypeSyntax {
        let bytes = Array(text.utf8)
        // Nine types in ten are one plain word.
        if !bytes.isEmpty, bytes.allSatisfy(isPlainWordByte) {
            return !isDigit(bytes[0]) ? .named([.init(name: text)]) : .unreadable
        }
        var parser = TypeSyntaxParser(bytes: bytes)
        let type = parser.parseType()
        parser.skipTrivia()
        return parser.offset == parser.bytes.count ? type : .unreadable
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Grammar

    private mutating func parseType() -> TypeSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return .unreadable }
        skipPrefixes()
        var type = parseComposition()
        if skipsArrow() {
            _ = parseType()
            type = .function
        }
        return type
    }

    private mutating func parseComposition() -> TypeSyntax {
        var members = [parsePrefixed()]
        while consume("&") { members.append(parsePrefixed()) }
        return members.count == 1 ? members[0] : .composition(members)
    }

    private mutating func parsePrefixed() -> TypeSyntax {
        skipPrefixes()
        if consume("~") {
            _ = parsePrimary()
            return .suppressed
        }
        let start = offset
        let word = readWord()
        if word == "any" || word == "some" {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.maximumDepth else { return .unreadable }
            let constraint = parseComposition()
            return word == "any" ? .existential(constraint) : .opaque(constraint)
        }
        offset = start
        return parsePostfix(parsePrimary())
    }

    private mutating func parsePostfix(_ primary: TypeSyntax) -> TypeSyntax {
        var type = primary
        var optionals = 0
        while offset < bytes.count {
            if consume("?") || consume("!") {
                optionals += 1
                // Two have a meaning that a rule can explain; more only make the tree deeper.
                type = optionals <= 2 ? .optional(type) : .unreadable
            } else if consume(".") {
                // A metatype, or a member of something that is not a name.
                guard let word = readWord(), !word.isEmpty else { return .unreadable }
                type = .unreadable
            } else {
                break
            }
        }
        return type
    }

    private mutating func parsePrimary() -> TypeSyntax {
        if consume("[") { return parseBracketed() }
        if consume("(") { return parseParenthesized() }
        return parseName()
    }

    private mutating func parseBracketed() -> TypeSyntax {
        let element = parseType()
        if consume(":") {
            let value = parseType()
            return consume("]") ? .dictionary(key: element, value: value) : .unreadable
        }
        return consume("]") ? .array(element) : .unreadable
    }

    private mutating func parseParenthesized() -> TypeSyntax {
        if consume(")") { return .tuple([]) }
        var elements: [TypeSyntax] = []
        var isLabeled = false
        repeat {
            if skipLabel() { isLabeled = true }
            elements.append(parseType())
        } while consume(",")
        guard consume(")") else { return .unreadable }
        return elements.count == 1 && !isLabeled ? elements[0] : .tuple(elements)
    }

    private mutating func parseName() -> TypeSyntax {
        var components: [TypeSyntax.Component] = []
        repeat {
            guard let word = readWord(), !word.isEmpty else { return .unreadable }
            if !components.isEmpty, word == "Type" || word == "Protocol" { return .unreadable }
            if components.isEmpty, word == "each" || word == "repeat" { return .unreadable }
            var component = TypeSyntax.Component(name: word)
            if consume("<") {
                repeat { component.arguments.append(parseType()) } while consume(",")
                guard consume(">") else { return .unreadable }
            }
            components.append(component)
        } while consume(".")
        return .named(components)
    }

    // MARK: Words and trivia

    /// The next identifier without its backticks, or `nil` where none starts.
    private mutating func readWord() -> String? {
        skipTrivia()
        guard offset < bytes.count else { return nil }
        if bytes[offset] == UInt8(ascii: "`") {
            guard let end = bytes[(offset + 1)...].firstIndex(of: UInt8(ascii: "`")) else { return nil }
            defer { offset = end + 1 }
            return String(decoding: bytes[(offset + 1)..<end], as: UTF8.self)
        }
        let start = offset
        while offset < bytes.count, Self.isWordByte(bytes[offset]) { offset += 1 }
        guard offset > start, !Self.isDigit(bytes[start]) else {
            offset = start
            return nil
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func consume(_ character: Unicode.Scalar) -> Bool {
        skipTrivia()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    /// `-> T`, with the effects that may stand before it.
    private mutating func skipsArrow() -> Bool {
        let start = offset
        while let word = readWord(), word == "async" || word == "throws" || word == "rethrows" {
            if word == "throws", consume("(") {
                _ = parseType()
                _ = consume(")")
            }
        }
        if consume("-"), consume(">") { return true }
        offset = start
        return false
    }

    /// `name:` or `_ name:` in front of a tuple element or a function type's parameter.
    private mutating func skipLabel() -> Bool {
        let start = offset
        if readWord() != nil {
            _ = readWord()
            if consume(":") { return true }
        }
        offset = start
        return false
    }

    private mutating func skipPrefixes() {
        while true {
            let start = offset
            if consume("@") {
                guard readWord() != nil else { return }
                // `@convention(c)`: an argument list belongs to the attribute only without a space before it.
                if offset < bytes.count, bytes[offset] == UInt8(ascii: "(") { skipParentheses() }
            } else if let word = readWord(), Self.ownershipWords.contains(word), !atEnd() {
                if word == "nonisolated" { skipParentheses() }
            } else {
                offset = start
                return
            }
        }
    }

    private mutating func skipParentheses() {
        guard consume("(") else { return }
        var open = 1
        while offset < bytes.count, open > 0 {
            if bytes[offset] == UInt8(ascii: "(") { open += 1 }
            if bytes[offset] == UInt8(ascii: ")") { open -= 1 }
            offset += 1
        }
    }

    private mutating func atEnd() -> Bool {
        skipTrivia()
        return offset >= bytes.count
    }

    private mutating func skipTrivia() {
        while offset < bytes.count {
            if bytes[offset] <= UInt8(ascii: " ") {
                offset += 1
            } else if starts(with: "//") {
                while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
            } else if starts(with: "/*") {
                skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() {
        var open = 0
        repeat {
            if starts(with: "/*") {
                open += 1
                offset += 2
            } else if starts(with: "*/") {
                open -= 1
                offset += 2
            } else {
                offset += 1
            }
        } while open > 0 && offset < bytes.count
        offset = min(offset, bytes.count)
    }

    private func starts(with pair: StaticString) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == pair.utf8Start[0] && bytes[offset + 1] == pair.utf8Start[1]
    }

    private static func isPlainWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// Bytes from 0x80 up are parts of Unicode identifiers.
    private static func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || isPlainWordByte(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
