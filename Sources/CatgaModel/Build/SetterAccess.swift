/// Finds `private(set)` in front of a property. The scanner keeps no access level for setters, so the modifiers are
/// read backwards from the name.
struct SetterAccess {
    private static let modifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "open", "static", "final", "override", "nonisolated",
        "unowned", "weak", "lazy", "dynamic", "isolated",
    ]
    /// Longer than any list of modifiers; the search must not walk back through a whole file.
    private static let maximumDistance = 240

    /// Bytes that cannot stand between `var` and a name it declares.
    private static let stops: Set<UInt8> = [UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: "=")]

    private let bytes: [UInt8]
    private let limit: Int
    private var offset: Int

    static func isHidden(inFrontOf name: Int, in bytes: [UInt8]) -> Bool {
        guard mayBeRestricted(name, bytes) else { return false }
        var reader = SetterAccess(bytes: bytes, limit: max(0, name - maximumDistance), offset: name)
        return reader.isHidden()
    }

    /// Nearly every property has no `set)` between the end of what precedes it and its name; looking for the two last
    /// bytes costs little, reading words costs much.
    private static func mayBeRestricted(_ name: Int, _ bytes: [UInt8]) -> Bool {
        var offset = name - 1
        let end = max(0, name - maximumDistance)
        while offset >= end {
            let byte = bytes[offset]
            if byte == UInt8(ascii: ")"), offset > end, bytes[offset - 1] == UInt8(ascii: "t") { return true }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") { return false }
            offset -= 1
        }
        return false
    }

    private mutating func isHidden() -> Bool {
        guard skipToKeyword() else { return false }
        while true {
            skipBlanks()
            let argument = readParenthesized()
            guard let word = readWord() else { return false }
            if argument == "set", word == "private" || word == "fileprivate" { return true }
            if offset > limit, bytes[offset - 1] == UInt8(ascii: "@") {
                offset -= 1
            } else if !Self.modifiers.contains(word) {
                return false
            }
        }
    }

    /// Back over `var`. In `var a: [Int], b: Int` other names and their types stand in between.
    private mutating func skipToKeyword() -> Bool {
        while offset > limit {
            if let word = readWord() {
                if word == "var" { return true }
                continue
            }
            guard offset > limit, !Self.stops.contains(bytes[offset - 1]) else { return false }
            offset -= 1
        }
        return false
    }

    /// The word that ends here, blanks behind it skipped.
    private mutating func readWord() -> String? {
        skipBlanks()
        let end = offset
        while offset > limit, isWordByte(bytes[offset - 1]) { offset -= 1 }
        return offset < end ? String(decoding: bytes[offset..<end], as: UTF8.self) : nil
    }

    private mutating func readParenthesized() -> String? {
        guard offset > limit, bytes[offset - 1] == UInt8(ascii: ")") else { return nil }
        let end = offset - 1
        while offset > limit, bytes[offset - 1] != UInt8(ascii: "(") { offset -= 1 }
        let text = String(decoding: bytes[min(offset, end)..<end], as: UTF8.self)
        if offset > limit { offset -= 1 }
        return text
    }

    private mutating func skipBlanks() {
        while offset > limit, bytes[offset - 1] <= UInt8(ascii: " ") { offset -= 1 }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "`")
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
    }
}
