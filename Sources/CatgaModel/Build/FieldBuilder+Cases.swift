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

    private func values(of written: CaseDeclaration, in scope: Scope) -> [Field] {
        let text = index.text(written.associatedValues, in: scope.file)
        return AssociatedValue.split(text).map { value in
            Field(
                name: value.label,
                place: index.place(written.name, in: scope.file),
                isLet: true,
                typeText: value.type,
                initialValue: nil,
                type: wireTypes.wireType(ofText: value.type, in: scope),
                access: .public,
                isSetterHidden: false,
                conditions: [],
                foreignAttributes: [],
                isLazy: false
            )
        }
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
