/// Identifiers as they are compared: `` `default` `` and `default` are one name.
package func withoutBackticks(_ name: String) -> String {
    guard name.hasPrefix("`"), name.hasSuffix("`"), name.utf8.count > 2 else { return name }
    return String(name.dropFirst().dropLast())
}

/// Whether two declarations can never be compiled together: one stands under `C`, the other under `!(C)` or `!C`.
func areMutuallyExclusive(_ left: [String], _ right: [String]) -> Bool {
    if left.isEmpty || right.isEmpty { return false }
    let leftTerms = left.map(ConditionTerm.init)
    let rightTerms = right.map(ConditionTerm.init)
    return leftTerms.contains { term in
        rightTerms.contains { $0.core == term.core && $0.isNegated != term.isNegated }
    }
}

/// A compilation condition without the negations and parentheses around all of it.
private struct ConditionTerm {
    var core: String
    var isNegated = false

    init(_ condition: String) {
        var bytes = condition.utf8.filter { $0 > UInt8(ascii: " ") }[...]
        while let first = bytes.first {
            if first == UInt8(ascii: "!"), Self.isOneOperand(bytes.dropFirst()) {
                isNegated.toggle()
                bytes = bytes.dropFirst()
            } else if first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")"), Self.isOneOperand(bytes) {
                bytes = bytes.dropFirst().dropLast()
            } else {
                break
            }
        }
        core = String(decoding: bytes, as: UTF8.self)
    }

    /// No `&&` or `||` outside of parentheses: a `!` in front reaches to the end.
    private static func isOneOperand(_ bytes: ArraySlice<UInt8>) -> Bool {
        var open = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            case UInt8(ascii: "&"), UInt8(ascii: "|"): if open == 0 { return false }
            default: break
            }
        }
        return true
    }
}
