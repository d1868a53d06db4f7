/// Collects lines of Swift at the right indentation.
struct SourceWriter {
    private(set) var text = ""
    private var indentation = ""

    init() {}

    /// A writer for lines that shall stand in `other`, `steps` further in, when ``append(_:)`` puts them there.
    init(indentedAs other: SourceWriter, steps: Int = 0) {
        indentation = other.indentation
        for _ in 0..<steps { indentation += "    " }
    }

    var isEmpty: Bool { text.isEmpty }

    /// One line at the current depth; an empty one stays empty.
    mutating func line(_ line: String = "") {
        if !line.isEmpty {
            text += indentation
            text += line
        }
        text += "\n"
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
        text += indentation
        text += header
        text += " {\n"
    }

    /// As ``block(_:_:)``, for a closure: `header { signature in`.
    mutating func closure(_ header: String, _ signature: String, _ body: (inout SourceWriter) -> Void) {
        line("\(header) { \(signature) in")
        indented(body)
        line("}")
    }

    mutating func indented(_ body: (inout SourceWriter) -> Void) {
        let outer = indentation
        indentation += "    "
        body(&self)
        indentation = outer
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
    if isPlain(text) { return "\"" + text + "\"" }
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

/// Nothing in it needs to be escaped.
private func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
        // Not `allSatisfy`, which costs many times as much in a debug build, as SwiftPM makes of a plugin's tool.
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { return false }
            index += 1
        }
        return true
    }
}
