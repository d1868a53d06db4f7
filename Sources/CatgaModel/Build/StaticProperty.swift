import CatgaScanner

/// Reads the values of the static properties that configure a message. They are read, not computed: whatever is not
/// written out plainly is reported as unreadable.
enum StaticProperty {
    /// `Name.member("argument")`
    struct Call: Equatable {
        /// `Route` of `Catga.Route.key("x")`; empty for `.key("x")`.
        var type: String
        var member: String
        var argument: String?
        /// Bytes from the start of the text to the argument's opening quote.
        var argumentOffset: Int?
    }

    /// The text between the quotes of a one-line string literal without escapes and interpolations.
    static func plainStringLiteral(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let quote = UInt8(ascii: "\"")
        guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return nil }
        let inner = String(decoding: bytes[1..<(bytes.count - 1)], as: UTF8.self)
        return inner.hasOnlyBytes { $0 != quote && $0 != UInt8(ascii: "\\") } ? inner : nil
    }

    /// The elements of `["A", "B"]`, each with the offset of its opening quote; `nil` for anything else.
    static func plainStringLiterals(_ text: String) -> [(text: String, offset: Int)]? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
        let quote = UInt8(ascii: "\"")
        var literals: [(text: String, offset: Int)] = []
        var isSeparated = true
        var offset = 1
        while offset < bytes.count - 1 {
            let byte = bytes[offset]
            if byte == UInt8(ascii: ","), !isSeparated {
                isSeparated = true
                offset += 1
            } else if byte <= UInt8(ascii: " ") {
                offset += 1
            } else if bytes[offset...].starts(with: "//".utf8) {
                offset = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            } else if byte == quote, isSeparated, let end = bytes[(offset + 1)...].firstIndex(of: quote),
                let literal = plainStringLiteral(String(decoding: bytes[offset...end], as: UTF8.self))
            {
                literals.append((literal, offset))
                isSeparated = false
                offset = end + 1
            } else {
                return nil
            }
        }
        return literals
    }

    /// `Route.local`, `.local`, `Catga.Route.key("x")`, or `nil` for anything else.
    static func call(_ text: String) -> Call? {
        let bytes = Array(text.utf8)
        let open = bytes.firstIndex(of: UInt8(ascii: "("))
        var components = components(of: bytes, upTo: open ?? bytes.count)
        guard components.count >= 2, let member = components.popLast(), isWord(member) else { return nil }
        // `.key` splits into an empty component and `key`; only that first one may be empty.
        if components.count > 1, let home = components.first {
            guard components.count == 2, Markers.homes.contains(home) else { return nil }
        }
        var call = Call(type: components[components.count - 1], member: member)
        guard call.type.isEmpty || isWord(call.type) else { return nil }
        guard let open else { return call }
        guard bytes.last == UInt8(ascii: ")") else { return nil }
        let inside = bytes[(open + 1)..<(bytes.count - 1)]
        guard let start = inside.firstIndex(where: { $0 > UInt8(ascii: " ") }),
            let end = inside.lastIndex(where: { $0 > UInt8(ascii: " ") }),
            let argument = plainStringLiteral(String(decoding: inside[start...end], as: UTF8.self))
        else { return nil }
        call.argument = argument
        call.argumentOffset = start
        return call
    }

    /// The dotted path in front of an argument list, blanks and backticks left out.
    private static func components(of bytes: [UInt8], upTo end: Int) -> [String] {
        var components: [String] = []
        var word: [UInt8] = []
        for offset in 0..<end where bytes[offset] > UInt8(ascii: " ") && bytes[offset] != UInt8(ascii: "`") {
            if bytes[offset] == UInt8(ascii: ".") {
                components.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            } else {
                word.append(bytes[offset])
            }
        }
        return components + [String(decoding: word, as: UTF8.self)]
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.hasOnlyBytes {
                let letter = $0 | 0x20
                return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
            }
    }
}
