import CatgaModel

/// How one member of a payload appears in its view.
struct ViewMember {
    let name: String
    let wireType: WireType
    /// The property's type, where it is stored as it is read.
    private(set) var type = ""
    /// The property's type, where only the member's bytes are kept and decoded on demand.
    private(set) var decodedType: String?
    private var reading = Reading.decoded
    /// What is stored where the writer did not send it; `nil` where it must be there.
    private(set) var absent: String?
    /// What such a member decodes as, where it is decoded on demand.
    private(set) var absentDecoded: String?

    /// Where the stored value comes from.
    private enum Reading {
        /// The same statements that decode the member of a value.
        case decoded
        case expression(String)
        /// Its bytes are passed over and kept.
        case skipped
    }

    /// The property that holds the bytes of a member that is decoded on demand.
    var stored: String { withoutBackticks(name) + "Slice" }

    init?(_ field: Field, _ names: Names) {
        guard let wireType = field.type.value else { return nil }
        name = field.name
        self.wireType = wireType
        switch wireType {
        case .scalar, .rawEnum, .value: plain(field, names)
        case .optional(.scalar), .optional(.rawEnum), .optional(.value):
            type = names.reference(wireType)
            if field.hasDefault { absent = "self.\(name) = nil" }
        case .string: store("Catga.WireText", "reader.readText()", "Catga.WireText.null()", field)
        case .optional(.string): store("Catga.WireText", "reader.readOptionalText()", "Catga.WireText.null()", field)
        case .array(.scalar(.uint8)): store("Catga.WireBytes", "reader.readBlock()", "Catga.WireBytes.null()", field)
        case .optional(.array(.scalar(.uint8))):
            store("Catga.WireBytes", "reader.readOptionalBlock()", "Catga.WireBytes.null()", field)
        case .array(.string):
            store("Catga.WireTexts", "Catga.WireTexts(unsafelyReading: &reader)", "Catga.WireTexts.none()", field)
        case .array(.scalar(let scalar)) where wireType.isArrayOfNumbers:
            let numbers = "Catga.NumberArray<\(scalar.rawValue)>"
            store(numbers, "\(numbers)(unsafelyReading: &reader)", "\(numbers)()", field)
        case .array(.payload(let element)), .array(.fixed(let element, _)):
            let array = "Catga.ViewArray<\(names.reference(element)).View>"
            let minimum = if case .array(let inner) = wireType { inner.minimumSize } else { 1 }
            store(array, "\(array)(unsafelyReading: &reader, minimumSize: \(minimum))", "\(array)()", field)
        case .payload(let payload) where !field.hasDefault, .fixed(let payload, _) where !field.hasDefault:
            let view = "\(names.reference(payload)).View"
            store(view, "\(view)(unsafelyReading: &reader)", "", field)
        default: slice(field, names)
        }
    }

    private mutating func store(_ type: String, _ expression: String, _ absent: String, _ field: Field) {
        self.type = type
        reading = .expression(expression)
        if field.hasDefault { self.absent = "self.\(name) = \(absent)" }
    }

    /// A number that was not sent is its default where that is a plain literal, else nil.
    private mutating func plain(_ field: Field, _ names: Names) {
        let reference = names.reference(wireType)
        guard field.hasDefault else {
            type = reference
            return
        }
        if let value = field.initialValue, value == "true" || value == "false" || Double(value) != nil {
            type = reference
            absent = "self.\(name) = \(value)"
        } else {
            type = reference + "?"
            absent = "self.\(name) = nil"
        }
    }

    private mutating func slice(_ field: Field, _ names: Names) {
        let reference = names.reference(wireType)
        let isOptional = if case .optional = wireType { true } else { false }
        decodedType = field.hasDefault && !isOptional ? reference + "?" : reference
        reading = .skipped
        guard field.hasDefault else { return }
        absent = "self.\(stored) = Catga.WireSlice.null()"
        absentDecoded = "nil"
    }

    /// Writes statements that read the member and store it.
    func emitReading(_ names: Names, into writer: inout SourceWriter) {
        switch reading {
        case .expression(let expression):
            writer.line("self.\(name) = \(expression)")
        case .decoded:
            DecodeStatements(names: names).decode(wireType, into: .variable("self.\(name)"), &writer)
        case .skipped:
            let start = withoutBackticks(name) + "Start"
            writer.line("let \(start) = reader.offset")
            SkipStatements(names: names).skipScoped(wireType, &writer)
            writer.line("self.\(stored) = reader.slice(from: \(start))")
        }
    }
}

extension Field {
    /// Its view has no form in place for the member.
    var isDecodedOnDemand: Bool {
        switch type.value {
        case .scalar, .rawEnum, .value, .string, nil: false
        case .optional(let wrapped):
            switch wrapped {
            case .scalar, .rawEnum, .value, .string, .array(.scalar(.uint8)): false
            default: true
            }
        case .array(let element):
            switch element {
            case .string, .payload, .fixed: false
            default: !element.isBlockCopied
            }
        case .payload, .fixed: hasDefault
        case .set, .dictionary: true
        }
    }
}

extension WireType {
    /// The core has an array view for its elements.
    fileprivate var isArrayOfNumbers: Bool {
        guard case .array(let element) = self else { return false }
        return element.isBlockCopied
    }
}
