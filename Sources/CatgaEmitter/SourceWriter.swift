/// Collects lines of Swift at the right indentation. Each begins with the line break that ends the one before it.
struct SourceWriter {
    private(set) var text = ""
    /// A line break and the indentation.
    private var lineStart = "\n"

    init() {}

    /// A writer for lines that shall stand in `other`, `steps` further in, when ``append(_:)`` puts them there.
    init(indentedAs other: SourceWriter, steps: Int = 0) {
        lineStart = other.lineStart
        for _ in 0..<steps { lineStart += "    " }
    }

    var isEmpty: Bool { text.isEmpty }

    /// All lines of the writers, the first of which has no line break before it, and the last one behind it.
    static func lines(of writers: [SourceWriter]) -> String {
        var lines = ""
        lines.reserveCapacity(writers.reduce(1) { $0 + $1.text.utf8.count })
        for writer in writers { lines += lines.isEmpty ? String(writer.text.dropFirst()) : writer.text }
        lines += "\n"
        return lines
    }

    /// One line at the current depth; an empty one stays empty.
    mutating func line(_ line: String = "") {
        if line.isEmpty {
            text += "\n"
        } else {
            text += lineStart
            text += line
        }
    }

    mutating func append(_ other: SourceWriter) {
        text += other.text
    }

    /// `header {`, what `body` writes one step further in, and `}`.
    mutating func block(_ header: String, _ body: (inout SourceWriter) -> Void) {
        open(header)
        indented(body)
        line("}")
    }

    /// `header {`, what `body` writes, `} else {`, what `otherwise` writes, and `}`.
    mutating func either(
        _ header: String,
        _ body: (inout SourceWriter) -> Void,
        else otherwise: (inout SourceWriter) -> Void
    ) {
        open(header)
        indented(body)
        line("} else {")
        indented(otherwise)
        line("}")
    }

    private mutating func open(_ header: String) {
        line(header)
        text += " {"
    }

    /// As ``block(_:_:)``, for a closure: `header { signature in`.
    mutating func closure(_ header: String, _ signature: String, _ body: (inout SourceWriter) -> Void) {
        line("\(header) { \(signature) in")
        indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout SourceWriter) -> Void) {
        let outer = lineStart
        lineStart += "    "
        body(&self)
        lineStart = outer
    }

    /// What `body` writes, inside the `#if` that the user wrote around the declaration it belongs to.
    mutating func conditional(_ conditions: [String], _ body: (inout SourceWriter) -> Void) {
        guard !conditions.isEmpty else { return body(&self) }
        let condition = conditions.count == 1 ? conditions[0] : conditions.map { "(\($0))" }.joined(separator: " && ")
        line("#if \(condition)")
        body(&self)
        line("#endif")
    }
}

/// A Swift string literal of `text`, with everything escaped that could end it or hide in it.
func literal(_ text: String) -> String {
    if text.hasOnlyBytes({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case " "..."~": result.unicodeScalars.append(scalar)
        default: result += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return result + "\""
}
