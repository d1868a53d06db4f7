import CatgaScanner

extension FieldBuilder {
    /// The cases of an enum with associated values, in the order in which they are declared.
    func cases(of type: Int) -> [UnionCase] {
        let reference = index.types[type].declaration
        let declaration = index.declaration(reference)
        let scope = Scope(type: type, file: reference.file)
        return declaration.cases.map { written in
            UnionCase(
                name: index.text(written.name, in: reference.file),
                place: index.place(written.name, in: reference.file),
                isIndirect: declaration.modifiers.isIndirect || written.modifiers.isIndirect,
                conditions: written.conditions,
                values: values(of: written, in: scope)
            )
        }
    }

    /// The cases of an enum with raw values, by number. A case without one follows the case before it.
    func numbers(of type: Int) -> [SchemaCase] {
        let reference = index.types[type].declaration
        var next: Int128? = 0
        let cases = index.declaration(reference).cases.compactMap { written -> SchemaCase? in
            let text = index.text(written.rawValue, in: reference.file)
            guard let number = text.isEmpty ? next : IntegerLiteral.value(of: text) else { return nil }
            next = number + 1
            return SchemaCase(
                name: withoutBackticks(index.text(written.name, in: reference.file)),
                number: number,
                values: [],
                place: index.place(written.name, in: reference.file)
            )
        }
        return cases.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    }

    private func values(of written: CaseDeclaration, in scope: Scope) -> [Field] {
        let text = index.text(written.associatedValues, in: scope.file)
        return AssociatedValue.split(text).map { value in
            Field(
                name: value.label,
                place: index.place(written.name, in: scope.file),
                isLet: true,
                typeText: value.type,
                type: wireTypes.wireType(ofText: value.type, in: scope),
                access: .public
            )
        }
    }
}

/// `-12`, `1_000`, `0xFF`, `0b1`, `0o7`.
enum IntegerLiteral {
    /// `nil` for what is no such literal, or does not fit 64 bits.
    static func value(of text: String) -> Int128? {
        var digits = text.filter { $0 != "_" && $0 != " " }[...]
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let radices = ["0x": 16, "0b": 2, "0o": 8]
        let radix = radices[String(digits.prefix(2))] ?? 10
        if radix != 10 { digits = digits.dropFirst(2) }
        guard let magnitude = UInt64(digits, radix: radix) else { return nil }
        return isNegative ? -Int128(magnitude) : Int128(magnitude)
    }
}

/// One element of `case card(number: String, Int32 = 0)`.
struct AssociatedValue: Equatable {
    /// Empty where there is none.
    var label: String
    var type: String

    /// Splits what stands between the parentheses at the commas that separate values.
    static func split(_ text: String) -> [AssociatedValue] {
        let bytes = Array(text.utf8)
        var values: [AssociatedValue] = []
        var start = 0
        var depth = 0
        for offset in 0...bytes.count {
            let byte = offset < bytes.count ? bytes[offset] : UInt8(ascii: ",")
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">"): depth -= offset > 0 && bytes[offset - 1] == UInt8(ascii: "-") ? 0 : 1
            case UInt8(ascii: ",") where depth == 0 || offset == bytes.count:
                values.append(AssociatedValue(bytes[start..<offset]))
                start = offset + 1
            default: break
            }
        }
        return values.filter { !$0.type.isEmpty }
    }

    init(label: String, type: String) {
        self.label = label
        self.type = type
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        let value = bytes.prefix { $0 != UInt8(ascii: "=") }
        // A colon inside brackets belongs to a dictionary; a label's stands before any bracket.
        let head = value.prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "<") }
        guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else {
            self.init(label: "", type: Self.trimmed(value))
            return
        }
        let label = Self.trimmed(value[..<colon])
        self.init(label: label.hasPrefix("_") ? "" : label, type: Self.trimmed(value[(colon + 1)...]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let blank = UInt8(ascii: " ")
        guard let first = bytes.firstIndex(where: { $0 > blank }), let last = bytes.lastIndex(where: { $0 > blank })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
