/// Types that no scanned source declares: the few that have a wire form, and what to use instead of the others.
enum ExternalTypes {
    private static let scalars = Dictionary(
        uniqueKeysWithValues: Scalar.allCases.map { ($0.rawValue, Resolution.resolved(WireType.scalar($0))) }
    )

    private static let alternatives: [String: String] = [
        "URL": "store its `absoluteString` as `String`",
        "Data": "use `[UInt8]`",
        "TimeInterval": "use `Double`",
        "Character": "use `String`",
        "Substring": "use `String`",
        "StaticString": "use `String`",
        "NSString": "use `String`",
        "Float16": "use `Float`",
        "Float80": "use `Double`",
        "CGFloat": "use `Double`",
        "Int128": "use two fields, `Int64` and `UInt64`",
        "UInt128": "use two fields of type `UInt64`",
    ]

    static func wireType(module: String?, name: String) -> Resolution<WireType> {
        if module == nil || module == "Swift" {
            if let scalar = scalars[name] { return scalar }
            if name == "String" { return .resolved(.string) }
        }
        if let value = ValueType(rawValue: name), homes(of: value).contains(module) { return .resolved(.value(value)) }
        return refuse(name)
    }

    private static func homes(of value: ValueType) -> [String?] {
        value.isOfFoundation ? [nil, "Foundation", "FoundationEssentials"] : [nil, "Swift"]
    }

    private static func refuse(_ name: String) -> Resolution<WireType> {
        switch name {
        case "Any", "AnyObject", "AnyHashable", "Error":
            .refused(
                reason: "'\(name)' may hold any type, and the receiver could not know which to make",
                hint: "use one concrete type: a number, `String`, or a struct marked `Payload`"
            )
        case "Never":
            .refused(reason: "'Never' has no values", hint: "remove the field")
        default:
            .refused(
                reason: "'\(name)' is not declared in any source that the generator scans",
                hint: alternatives[name]
                    ?? "check the spelling, or copy what is needed of it into a struct of your own marked `Payload`; types of "
                    + "imported libraries and generic parameters cannot be sent"
            )
        }
    }

    static func refuseGeneric(_ name: String) -> Resolution<WireType> {
        .refused(
            reason: "'\(name)' is a generic type without a wire form",
            hint: "use an array, a set, a dictionary, an optional, or a struct of your own marked `Payload`"
        )
    }

    /// What the type of a field without annotation is, where its initial value leaves no doubt.
    static func typeName(ofLiteral value: String) -> String? {
        let bytes = Array(value.utf8)
        guard let first = bytes.first else { return nil }
        if value == "true" || value == "false" { return "Bool" }
        if StaticProperty.plainStringLiteral(value) != nil { return "String" }
        let digits = first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        guard let start = digits.first, isDigit(start), digits.count < 40 else { return nil }
        if digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) { return "Int" }
        if digits.starts(with: Array("0x".utf8)) || digits.starts(with: Array("0b".utf8))
            || digits.starts(with: Array("0o".utf8))
        {
            return digits.dropFirst(2).allSatisfy(isHexadecimalDigit) ? "Int" : nil
        }
        let fraction = Array(".eE+-_".utf8)
        return digits.allSatisfy { isDigit($0) || fraction.contains($0) } && Double(filtered(digits)) != nil
            ? "Double" : nil
    }

    private static func filtered(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }
}
