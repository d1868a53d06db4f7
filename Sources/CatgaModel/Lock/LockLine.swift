import CatgaScanner

/// One line of a lock file, read from left to right.
struct LockLine {
    let bytes: ArraySlice<UInt8>
    let number: Int
    private var offset: Int

    init(_ bytes: ArraySlice<UInt8>, number: Int) {
        self.bytes = bytes
        self.number = number
        offset = bytes.startIndex
    }

    var isAtEnd: Bool { offset == bytes.endIndex }

    func fault(_ message: String) -> LockFault {
        LockFault(
            position: SourcePosition(line: number, column: offset - bytes.startIndex + 1),
            message: message
        )
    }

    /// Whether `text` stands next; it is passed over.
    mutating func take(_ text: String) -> Bool {
        guard bytes[offset...].starts(with: text.utf8) else { return false }
        offset += text.utf8.count
        return true
    }

    mutating func expect(_ text: String) throws(LockFault) {
        guard take(text) else { throw fault("'\(text)' should stand here") }
    }

    func expectEnd() throws(LockFault) {
        guard isAtEnd else { throw fault("nothing more should stand here") }
    }

    mutating func bareWord() throws(LockFault) -> String {
        let end = bytes[offset...].firstIndex { !LockWord.isBare($0) } ?? bytes.endIndex
        guard end > offset else { throw fault("a word should stand here") }
        defer { offset = end }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// A bare word, or one between quotes.
    mutating func word() throws(LockFault) -> String {
        guard take("\"") else { return try bareWord() }
        var word = ""
        while true {
            guard offset < bytes.endIndex else { throw fault("the quotes are not closed") }
            let byte = bytes[offset]
            if take("\"") { return word }
            if take("\\u{") {
                let digits = try bareWord()
                guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
                    throw fault("'\(digits)' is no character")
                }
                try expect("}")
                word.unicodeScalars.append(scalar)
            } else {
                if take("\\"), !bytes[offset...].starts(with: "\"".utf8), !bytes[offset...].starts(with: "\\".utf8) {
                    throw fault("'\\' stands in front of '\"', '\\' or 'u{…}' only")
                }
                guard byte >= UInt8(ascii: " "), byte < 0x7F else { throw fault("write this as '\\u{…}'") }
                word.unicodeScalars.append(Unicode.Scalar(bytes[offset]))
                offset += 1
            }
        }
    }

    mutating func integer() throws(LockFault) -> Int128 {
        let start = self
        let digits = try bareWord()
        let value = Int128(digits)
        guard let value, String(value) == digits, value >= Int128(Int64.min), value <= Int128(UInt64.max) else {
            throw start.fault("'\(digits)' is no number of 64 bits")
        }
        return value
    }

    /// A type as `SchemaType.lockText` writes it.
    mutating func type(depth: Int = LockFile.Limits.typeDepth) throws(LockFault) -> SchemaType {
        guard depth > 0 else { throw fault("types are nested deeper than \(LockFile.Limits.typeDepth)") }
        var type: SchemaType
        if take("#") {
            type = .named(try word())
        } else if take("[") {
            type = try self.type(depth: depth - 1)
            if take(": ") {
                type = .dictionary(key: type, value: try self.type(depth: depth - 1))
            } else {
                type = .array(type)
            }
            try expect("]")
        } else if take("Set<") {
            type = .set(try self.type(depth: depth - 1))
            try expect(">")
        } else {
            type = try plainType()
        }
        var optionals = 0
        while take("?") {
            optionals += 1
            guard optionals < depth else { throw fault("types are nested deeper than \(LockFile.Limits.typeDepth)") }
            type = .optional(type)
        }
        return type
    }

    private mutating func plainType() throws(LockFault) -> SchemaType {
        let start = self
        let name = try bareWord()
        if name == "String" { return .string }
        if let scalar = Scalar(rawValue: name) { return .scalar(scalar) }
        if let value = ValueType(rawValue: name) { return .value(value) }
        throw start.fault("'\(name)' is no type; one of the file's own entries is written '#\(name)'")
    }
}
