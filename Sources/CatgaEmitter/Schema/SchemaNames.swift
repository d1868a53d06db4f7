package import CatgaModel

/// Names of the schema as another language may write them.
struct SchemaNames {
    /// Type names by entry.
    let types: [String: String]

    /// - Parameter reserved: Names that the emitted text uses for something else.
    init(_ schema: WireSchema, reserved: Set<String>) {
        var taken = Set(reserved.map { $0.lowercased() })
        var types: [String: String] = [:]
        // Names that differ in case only are kept apart as well: file systems and people mix them up.
        for entry in schema.entries {
            types[entry.name] = Self.unique(Self.pascal(entry.shortName), &taken, ignoringCase: true)
        }
        self.types = types
    }

    /// Names for the members of one type, in order.
    static func members(_ names: [String], reserved: Set<String>, _ spell: (String) -> String) -> [String] {
        var taken = reserved
        return names.enumerated().map { position, name in
            unique(spell(name.isEmpty ? "value\(position)" : name), &taken)
        }
    }

    static func unique(_ name: String, _ taken: inout Set<String>, ignoringCase: Bool = false) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(ignoringCase ? candidate.lowercased() : candidate).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }

    /// `shop.forget-customer` as `ShopForgetCustomer`; what is neither an ASCII letter nor a digit by its number.
    static func pascal(_ name: String) -> String {
        var result = ""
        var startsWord = true
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9":
                let text = String(scalar)
                result += startsWord ? text.uppercased() : text
                startsWord = false
            case ".", "-", "_", " ", "/", "@", "`":
                startsWord = true
            default:
                result += "U\(String(scalar.value, radix: 16, uppercase: true))"
                startsWord = true
            }
        }
        let isName = result.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
        return isName ? result : "_\(result)"
    }

    /// Text for a comment: nothing in it ends the comment or the line.
    static func comment(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "U+\(String(scalar.value, radix: 16, uppercase: true))"
            }
        }
        return result.replacing("*/", with: "* /")
    }

    /// A JSON string, which JavaScript reads as well.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return result + "\""
    }
}

extension SchemaEntry {
    /// Without the module that a payload's name begins with.
    var shortName: String {
        !kind.isMessage && name.hasPrefix("\(module).") ? String(name.dropFirst(module.count + 1)) : name
    }

    /// One sentence for the type's comment.
    var summary: String {
        var text = kind.isMessage ? "\(kind.noun) '\(name)', type id \(hexadecimal(typeID))" : "payload '\(name)'"
        if kind.isRequest { text += reply.map { ", answered by \($0.lockText)" } ?? ", answered by nothing" }
        switch form {
        case .object(.regular): text += "; object, may grow at its end"
        case .object(.versionTolerant): text += "; version-tolerant object"
        case .object(.fixed): text += "; unmanaged struct"
        case .union: text += "; union"
        case .enumeration(let scalar): text += "; \(scalar.rawValue)"
        }
        return SchemaNames.comment(text)
    }
}

/// What a .NET or TypeScript peer, or a tool that knows JSON Schema, needs of the messages.
package enum SchemaFormat: String, CaseIterable, Sendable {
    case jsonSchema = "json-schema"
    case csharp
    case typescript

    /// Deterministic: the text depends on the schema and `namespace` only.
    ///
    /// - Parameter namespace: Of the C# types.
    package func text(of schema: WireSchema, namespace: String) -> String {
        switch self {
        case .jsonSchema: JSONSchema(schema).text
        case .csharp: CSharpSchema(schema, namespace: namespace).text
        case .typescript: TypeScriptSchema(schema).text
        }
    }
}
