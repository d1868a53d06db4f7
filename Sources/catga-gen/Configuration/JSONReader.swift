import CatgaScanner

/// Reads JSON (RFC 8259) with positions. Small on purpose: it reads files that people write by hand.
struct JSONReader {
    /// Deeper documents are refused, not recursed into.
    private static let depthLimit = 64

    private let path: String
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    static func read(_ bytes: [UInt8], path: String) throws(Trouble) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Trouble("is not UTF-8", hint: "save the file as UTF-8", path: path)
        }
        var reader = JSONReader(path: path, bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.index < bytes.count { throw reader.trouble("text behind the end of the document") }
        return value
    }

    private init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        // Editors on some systems put a byte order mark in front.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            lineStart = 3
        }
    }

    private var position: SourcePosition { SourcePosition(line: line, column: index - lineStart + 1) }
    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func trouble(_ message: String) -> Trouble {
        Trouble(message, path: path, at: position)
    }

    private mutating func skipSpace() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\n"):
                index += 1
                line += 1
                lineStart = index
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                index += 1
            default:
                return
            }
        }
    }

    private mutating func value(depth: Int) throws(Trouble) -> JSONValue {
        skipSpace()
        let start = position
        guard depth < JSONReader.depthLimit else { throw trouble("nested too deeply") }
        guard let byte = current else { throw trouble("the document ends too early") }
        switch byte {
        case UInt8(ascii: "{"): return JSONValue(content: .object(try members(depth: depth)), position: start)
        case UInt8(ascii: "["): return JSONValue(content: .array(try elements(depth: depth)), position: start)
        case UInt8(ascii: "\""): return JSONValue(content: .string(try string()), position: start)
        default: return JSONValue(content: try word(), position: start)
        }
    }

    private mutating func members(depth: Int) throws(Trouble) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        try list(from: "{", to: "}") { reader throws(Trouble) in
            let start = reader.position
            guard reader.current == UInt8(ascii: "\"") else { throw reader.trouble("expected a name in quotes") }
            let name = try reader.string()
            if members.contains(where: { $0.name == name }) {
                throw Trouble("member '\(name)' is there twice", hint: "keep one of them", path: reader.path, at: start)
            }
            reader.skipSpace()
            guard reader.current == UInt8(ascii: ":") else { throw reader.trouble("expected ':' behind '\(name)'") }
            reader.index += 1
            members.append(.init(name: name, position: start, value: try reader.value(depth: depth + 1)))
        }
        return members
    }

    private mutating func elements(depth: Int) throws(Trouble) -> [JSONValue] {
        var elements: [JSONValue] = []
        try list(from: "[", to: "]") { reader throws(Trouble) in
            elements.append(try reader.value(depth: depth + 1))
        }
        return elements
    }

    /// `element` is called at each element's first byte.
    private mutating func list(
        from open: Character,
        to close: Unicode.Scalar,
        element: (inout JSONReader) throws(Trouble) -> Void
    ) throws(Trouble) {
        index += 1
        skipSpace()
        if current == UInt8(ascii: close) {
            index += 1
            return
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            if current == UInt8(ascii: close) {
                index += 1
                return
            }
            guard current == UInt8(ascii: ",") else { throw trouble("expected ',' or '\(close)'") }
            index += 1
        }
    }

    private mutating func word() throws(Trouble) -> JSONValue.Content {
        let start = index
        let startPosition = position
        while let byte = current, byte > 0x20, !",:[]{}\"".utf8.contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if Double(text) != nil { return .number(text) }
        let shown = text.isEmpty ? "expected a value" : "'\(text)' is no JSON value"
        throw Trouble(shown, hint: "strings are written in double quotes", path: path, at: startPosition)
    }
}

extension JSONReader {
    private mutating func string() throws(Trouble) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw trouble("a string ends on the line it starts on")
            default: text.append(byte)
            }
        }
        throw trouble("the document ends inside a string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Trouble) {
        guard let byte = current else { throw trouble("the document ends inside a string") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
        default: throw trouble("unknown escape in a string")
        }
    }

    /// Behind `\u`; a surrogate pair takes two escapes.
    private mutating func scalar() throws(Trouble) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, current == UInt8(ascii: "\\") else { throw trouble("half of a surrogate pair") }
        index += 1
        guard current == UInt8(ascii: "u") else { throw trouble("half of a surrogate pair") }
        index += 1
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second) else { throw trouble("half of a surrogate pair") }
        let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw trouble("half of a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal() throws(Trouble) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw trouble("'\\u' needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
