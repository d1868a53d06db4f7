import CatgaModel

/// The statements that read a value from `reader`.
struct DecodeStatements {
    let names: Names

    /// Where a value goes: the text before and after the expression that makes it.
    struct Destination {
        var before: String
        var after = ""

        static func variable(_ name: String) -> Destination { Destination(before: "\(name) = ") }

        func store(_ expression: String) -> String { before + expression + after }
    }

    /// Statements that read a value of `type` and store it, exactly once on every way through.
    func decode(_ type: WireType, into destination: Destination, depth: Int = 1) -> [String] {
        switch type {
        case .scalar(let scalar):
            return [destination.store("reader.read\(scalar.rawValue)()")]
        case .string:
            return [destination.store("reader.readString()")]
        case .value(.date):
            return [destination.store("Date(timeIntervalSinceReferenceDate: reader.readDateTime())")]
        case .value(.uuid):
            return [destination.store("UUID(uuid: reader.readGuid())")]
        case .value(.duration):
            return [destination.store("reader.readTimeSpan()")]
        case .payload(let name), .rawEnum(let name, _), .fixed(let name, _):
            return [destination.store("\(names.reference(name))(reading: &reader)")]
        case .array(.scalar(.uint8)):
            return [destination.store("reader.readBytes()")]
        case .array, .set, .dictionary:
            return ["let count\(depth) = reader.readCount(\(elementSizes(type)))"]
                + elements(type, into: destination, depth: depth)
        case .optional(let wrapped):
            return decodeOptional(wrapped, into: destination, depth: depth)
        }
    }

    private func decodeOptional(_ wrapped: WireType, into destination: Destination, depth: Int) -> [String] {
        let absent = [destination.store("nil")]
        switch wrapped {
        case .string:
            return [destination.store("reader.readOptionalString()")]
        case .array(.scalar(.uint8)):
            return [destination.store("reader.readOptionalBytes()")]
        case .scalar(let scalar), .rawEnum(_, let scalar):
            let present = decode(wrapped, into: destination, depth: depth + 1)
            return either("if reader.readIsPresent(size: \(scalar.size))", present, absent)
        case .value, .fixed:
            let layout = wrapped.fixedLayout ?? FixedLayout(size: 1, alignment: 1)
            let present = decode(wrapped, into: destination, depth: depth + 1)
            let rest = layout.size - layout.alignment
            return either(
                "if reader.readIsPresent(size: \(layout.alignment))",
                present,
                (rest == 0 ? [] : ["reader.skip(\(rest))"]) + absent
            )
        case .payload:
            return either("if reader.readIsPresent()", decode(wrapped, into: destination, depth: depth + 1), absent)
        case .array, .set, .dictionary, .optional:
            return either(
                "if let count\(depth) = reader.readOptionalCount(\(elementSizes(wrapped)))",
                elements(wrapped, into: destination, depth: depth),
                absent
            )
        }
    }

    /// Reads `count` elements; the count has been read and checked.
    private func elements(_ type: WireType, into destination: Destination, depth: Int) -> [String] {
        let count = "count\(depth)"
        let collection = "collection\(depth)"
        var statements: [String] = []
        switch type {
        case .array(let element) where element.isBlockCopied:
            let memory = "\(names.reference(type))(unsafeUninitializedCapacity: \(count))"
            statements = [
                "let \(collection) = \(memory) { memory, initialized in",
                "    reader.copyChecked(into: UnsafeMutableRawBufferPointer(memory))",
                "    initialized = \(count)",
                "}",
            ]
        case .array(let element):
            statements.append("var \(collection): \(names.reference(type)) = []")
            statements.append("\(collection).reserveCapacity(\(count))")
            let append = Destination(before: "\(collection).append(", after: ")")
            statements += nested("for _ in 0..<\(count)", decode(element, into: append, depth: depth + 1))
        case .set(let element):
            statements.append("var \(collection): \(names.reference(type)) = []")
            statements.append("\(collection).reserveCapacity(\(count))")
            let body =
                declared("element\(depth)", element, depth: depth + 1)
                + ["if !\(collection).insert(element\(depth)).inserted { reader.failDuplicateKey() }"]
            statements += nested("for _ in 0..<\(count)", body)
        case .dictionary(let key, let value):
            statements.append("var \(collection): \(names.reference(type)) = [:]")
            statements.append("\(collection).reserveCapacity(\(count))")
            statements += nested("for _ in 0..<\(count)", pair(key, value, collection, depth: depth))
        case .scalar, .string, .payload, .rawEnum, .fixed, .value, .optional:
            return []  // No collection.
        }
        return statements + [destination.store(collection)]
    }

    private func pair(_ key: WireType, _ value: WireType, _ collection: String, depth: Int) -> [String] {
        let padding = PairPadding(key: key, value: value)
        let (keyName, valueName) = ("key\(depth)", "value\(depth)")
        return declared(keyName, key, depth: depth + 1)
            + (padding.beforeValue == 0 ? [] : ["reader.skip(\(padding.beforeValue))"])
            + declared(valueName, value, depth: depth + 1)
            + (padding.afterValue == 0 ? [] : ["reader.skip(\(padding.afterValue))"])
            + [
                "if \(collection).updateValue(\(valueName), forKey: \(keyName)) != nil { reader.failDuplicateKey() }"
            ]
    }

    /// `let name: Type` and the statements that set it.
    func declared(_ name: String, _ type: WireType, depth: Int) -> [String] {
        let statements = decode(type, into: .variable(name), depth: depth)
        if statements.count == 1 { return ["let \(statements[0])"] }
        return ["let \(name): \(names.reference(type))"] + statements
    }

    /// The arguments that a count is checked by: the least bytes of an element on the wire, and what it takes in memory.
    /// A hash table keeps at least a quarter of its buckets free and has a power of two of them, so that an element of a
    /// set or dictionary takes up to the space of three.
    private func elementSizes(_ type: WireType) -> String {
        func stride(_ type: WireType) -> String {
            if case .scalar(let scalar) = type { return "\(scalar.size)" }
            return "MemoryLayout<\(names.reference(type))>.stride"
        }
        let memory =
            switch type {
            case .array(let element): stride(element)
            case .set(let element): "3 * \(stride(element))"
            case .dictionary(let key, let value): "3 * (\(stride(key)) + \(stride(value)))"
            default: "1"
            }
        return "minimumSize: \(minimumSizeOfElement(type)), stride: \(memory)"
    }

    private func minimumSizeOfElement(_ type: WireType) -> Int {
        switch type {
        case .array(let element), .set(let element):
            return element.minimumSize
        case .dictionary(let key, let value):
            let padding = PairPadding(key: key, value: value)
            return key.minimumSize + padding.beforeValue + value.minimumSize + padding.afterValue
        case .scalar, .string, .payload, .rawEnum, .fixed, .value, .optional:
            return 1
        }
    }
}
