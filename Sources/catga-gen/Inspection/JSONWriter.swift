/// Writes JSON with the members in the order they are given, into bytes.
///
/// A hand-made one because Foundation's sorts members or leaves their order open.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether the innermost array or object has an element already.
    private var hasElement = false

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        bracket("{", "}", members)
    }

    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        bracket("[", "]") { writer in
            for element in elements {
                writer.separate()
                write(&writer, element)
            }
        }
    }

    mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        value(&self)
    }

    mutating func member(_ name: String, _ value: String) {
        member(name) { $0.string(value) }
    }

    mutating func member(_ name: String, _ value: Int) {
        member(name) { $0.raw(String(value)) }
    }

    mutating func member(_ name: String, _ value: Bool) {
        member(name) { $0.raw(value ? "true" : "false") }
    }

    mutating func member(_ name: String, _ values: [String]) {
        member(name) { writer in writer.array(values) { $0.string($1) } }
    }

    /// `null` where there is no value.
    mutating func member(_ name: String, _ value: String?) {
        member(name) { writer in
            if let value { writer.string(value) } else { writer.raw("null") }
        }
    }

    mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case UInt8(ascii: "\n"): raw("\\n")
            case UInt8(ascii: "\r"): raw("\\r")
            case UInt8(ascii: "\t"): raw("\\t")
            case 0..<0x20, 0x7F: raw(byte < 0x10 ? "\\u000\(hexadecimal(byte))" : "\\u00\(hexadecimal(byte))")
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        String(byte, radix: 16)
    }

    private mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func bracket(_ open: String, _ close: String, _ content: (inout JSONWriter) -> Void) {
        raw(open)
        let outer = hasElement
        hasElement = false
        content(&self)
        hasElement = outer
        raw(close)
    }

    private mutating func separate() {
        if hasElement { bytes.append(UInt8(ascii: ",")) }
        hasElement = true
    }
}
