/// One word of a lock file: bare where that is plain to read, else between quotes.
enum LockWord {
    /// `name`, or `"…"` with `\"`, `\\` and `\u{…}` for what is not visible ASCII.
    static func quoted(_ name: String) -> String {
        if !name.isEmpty, name.hasOnlyBytes(isBare) { return name }
        var text = "\""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case " "..."~": text.unicodeScalars.append(scalar)
            default: text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text + "\""
    }

    /// Letters, digits, `.`, `_`, `-`, and what tells two payloads of one name apart.
    static func isBare(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "/")]
                .contains(byte)
    }
}

/// A message with names of a lock file in it: one line, and nothing that a terminal would act upon.
func visible(_ message: String) -> String {
    guard message.unicodeScalars.contains(where: { $0.isHidden || $0.value < 0x20 }) else { return message }
    var result = ""
    for scalar in message.unicodeScalars {
        if scalar.isHidden || scalar.value < 0x20 {
            result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

extension SchemaType {
    /// As Swift spells it; an entry of the schema behind a `#`, so that one called `String` is not the type.
    package var lockText: String {
        switch self {
        case .scalar(let scalar): scalar.rawValue
        case .value(let value): value.rawValue
        case .string: "String"
        case .array(let element): "[\(element.lockText)]"
        case .set(let element): "Set<\(element.lockText)>"
        case .dictionary(let key, let value): "[\(key.lockText): \(value.lockText)]"
        case .optional(let wrapped): "\(wrapped.lockText)?"
        case .named(let name): "#\(LockWord.quoted(name))"
        }
    }
}

extension WireSchema {
    package static let lockVersion = 1

    /// The text of `catga.lock`: equal schemas give equal bytes.
    package var lockText: String {
        var lines = [
            "catga.lock \(Self.lockVersion)",
            "# What was shipped, by wire name. 'catga-gen lock' writes this file; commit it, and review its changes.",
        ]
        for entry in entries { lines += [""] + entry.lockLines }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension SchemaEntry {
    /// The word that begins the entry.
    package var keyword: String {
        if kind.isMessage { return kind.keyword }
        switch form {
        case .object: return "struct"
        case .union: return "union"
        case .enumeration: return "enum"
        }
    }

    var lockLines: [String] {
        var head = "\(keyword) \(LockWord.quoted(name))"
        if kind.isMessage { head += " \(hexadecimal(typeID))" }
        return [head, "  module \(LockWord.quoted(module))"]
            + formerNames.map { "  former \(LockWord.quoted($0))" } + bodyLines
    }

    /// What the entry looks like apart from its names.
    var bodyLines: [String] {
        var lines: [String] = []
        switch form {
        case .object(let layout): lines.append("  layout \(layout.rawValue)")
        case .union: break
        case .enumeration(let scalar): lines.append("  raw \(scalar.rawValue)")
        }
        if let reply { lines.append("  reply \(reply.lockText)") }
        lines += members.map { "  \($0.lockText)" }
        for schemaCase in cases {
            lines.append("  case \(schemaCase.number) \(LockWord.quoted(schemaCase.name))")
            lines += schemaCase.values.map { "    \($0.lockText)" }
        }
        return lines
    }
}

extension SchemaMember {
    var lockText: String {
        "member \(LockWord.quoted(name)): \(type.lockText)\(hasDefault ? " default" : "")"
    }
}

extension Payload.Kind {
    /// As a lock file has it.
    package var keyword: String {
        switch self {
        case .command: "command"
        case .query: "query"
        case .event: "event"
        case .reliableEvent: "reliable-event"
        case .payload: "payload"
        }
    }
}

/// `0x` and sixteen digits.
func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
