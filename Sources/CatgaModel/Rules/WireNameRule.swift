package import CatgaScanner

/// A message's wire name is a plain string literal of 1 to 200 ASCII letters, digits, `.`, `_` and `-`: it becomes
/// part of a subject on the broker.
package struct WireNameRule: Rule {
    package static let maximumBytes = 200

    package static let id = "CATGA0033"
    package static let title = "wire name that cannot be used"
    package static let explanation = Explanation(
        what: "A message's wire name is not a plain string literal, is empty or longer than 200 bytes, or has "
            + "characters other than ASCII letters, digits, `.`, `_` and `-`.",
        why: "The name becomes part of a subject on the broker, where spaces and wildcards would have a meaning of "
            + "their own; and the generator reads the source, it does not run it.",
        fix: "Write `static let wireName = \"OrderPlaced\"`: one literal, without escapes and interpolation. A type "
            + "whose own name is not ASCII needs one.",
        before: """
            struct OrderPlaced: Event {
                static let wireName = "order placed"
            }
            """,
        after: """
            struct OrderPlaced: Event {
                static let wireName = "order-placed"
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { message in
            guard message.kind.isMessage, let fault = fault(of: message) else { return nil }
            return finding(
                at: message.wireNamePlace,
                "the wire name of '\(message.name.qualified)' \(fault)",
                hint:
                    "write `static let wireName = \"…\"` with 1 to \(maximumBytes) ASCII letters, digits, `.`, `_` "
                    + "or `-`"
            )
        }
    }

    private static func fault(of message: Payload) -> String? {
        if message.wireNameIsUnreadable { return "is not one plain string literal outside of `#if`" }
        return fault(of: message.wireName)
    }

    /// What is wrong with a name, to stand behind "the wire name".
    static func fault(of name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name.utf8.count > maximumBytes { return "has \(name.utf8.count) bytes, more than \(maximumBytes)" }
        if let character = name.first(where: { !isAllowed($0) }) { return "has the character '\(character)'" }
        // Brokers split subjects at dots and refuse empty parts.
        return hasEmptyPart(name) ? "has a dot at its start or end, or two in a row" : nil
    }

    private static func isAllowed(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return false }
        let letter = byte | 0x20
        return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func hasEmptyPart(_ name: String) -> Bool {
        var isAfterDot = true
        for byte in name.utf8 {
            let isDot = byte == UInt8(ascii: ".")
            if isDot, isAfterDot { return true }
            isAfterDot = isDot
        }
        return isAfterDot
    }
}
