import CatgaModel

/// Bytes of the wire, a line each thing: where it stands, its bytes, what it is called, what it says.
///
/// The text is bounded whatever the bytes say: beyond a number of lines, of elements and of characters they are
/// checked on silently.
struct WireDump {
    enum Limits {
        static let bytes = 16 << 20
        static let lines = 2000
        /// Of one collection.
        static let elements = 16
        /// Of one text.
        static let characters = 64
        /// As in `WireLimits`.
        static let depth = 64
    }

    let schema: WireSchema
    var reader: WireBytes
    private(set) var lines: [String] = []
    private(set) var hiddenLines = 0
    private var depth = 0
    private var silence = 0

    init(_ bytes: [UInt8], schema: WireSchema) {
        reader = WireBytes(bytes)
        self.schema = schema
    }

    // MARK: - Lines

    /// One line about the bytes from `start` to where the reader stands.
    mutating func note(_ start: Int, _ name: String, _ text: String) {
        guard silence == 0 else { return }
        guard lines.count < Limits.lines else {
            hiddenLines += 1
            return
        }
        let shown = reader.bytes[start..<min(reader.offset, start + 8)].map { Self.hexadecimal(UInt64($0), digits: 2) }
        let bytes = shown.joined(separator: " ") + (reader.offset > start + 8 ? " …" : "")
        let indent = String(repeating: "  ", count: depth)
        let padding = String(repeating: " ", count: max(0, 26 - bytes.count))
        let what = Visible.text(name) + (text.isEmpty ? "" : ": \(text)")
        lines.append("\(Self.hexadecimal(UInt64(start), digits: 8))  \(bytes)\(padding)\(indent)\(what)")
    }

    /// What `body` reads stands inside of what the last line told.
    mutating func nested(_ body: (inout WireDump) throws(WireFault) -> Void) throws(WireFault) {
        guard depth < Limits.depth else { throw reader.fault("objects are nested deeper than \(Limits.depth)") }
        depth += 1
        try body(&self)
        depth -= 1
    }

    mutating func note(_ fault: WireFault) {
        let place = Self.hexadecimal(UInt64(fault.offset), digits: 8)
        if hiddenLines > 0 { lines.append("… \(hiddenLines) more lines") }
        lines.append("\(place)  error: \(Visible.text(fault.message, limit: 400))")
    }

    mutating func noteEnd() {
        if hiddenLines > 0 { lines.append("… \(hiddenLines) more lines") }
    }

    /// The bytes that nobody said the meaning of.
    mutating func rest(_ name: String) throws(WireFault) {
        while reader.remaining > 0 {
            let start = reader.offset
            _ = try reader.take(min(8, reader.remaining))
            note(start, name, "")
        }
    }

    func end() throws(WireFault) {
        guard reader.remaining == 0 else {
            throw reader.fault("\(reader.remaining) byte\(reader.remaining == 1 ? "" : "s") left over")
        }
    }

    static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    // MARK: - Collections

    /// - Parameter isNullable: MemoryPack's null may stand in place of the count.
    mutating func collection(
        _ name: String,
        of what: String,
        isNullable: Bool,
        _ element: (inout WireDump, Int) throws(WireFault) -> Void
    ) throws(WireFault) {
        let start = reader.offset
        let count = Int(try reader.number(Int32.self))
        if count == -1, isNullable { return note(start, name, "nil") }
        guard count >= 0, count <= reader.remaining else {
            throw reader.fault("\(count) is no number of elements here", at: start)
        }
        note(start, name, "\(count) \(what)")
        try nested { (dump) throws(WireFault) in
            for index in 0..<count {
                if index == Limits.elements {
                    dump.note(dump.reader.offset, "…", "\(count - index) more")
                    dump.silence += 1
                }
                try element(&dump, index)
            }
        }
        if count > Limits.elements { silence -= 1 }
    }
}

/// Text from a peer on a terminal.
enum Visible {
    /// Cut where it is long, and everything that a terminal would act upon escaped.
    static func text(_ text: String, limit: Int = WireDump.Limits.characters) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > limit ? result + "…" : result
    }
}
