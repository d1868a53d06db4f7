import CatgaModel

/// The statements that write a value, and those that add up its size: one per member, each typed on its own, so that
/// the compiler never has a long expression to solve.
struct EncodeStatements {
    /// What values are appended to: a writer, which grows as it must, or a cursor, whose memory is reserved already.
    enum Sink: String, CustomStringConvertible {
        case writer
        case cursor

        // Not left to reflection, which a user's build may turn off.
        var description: String { rawValue }
    }

    private let sink: Sink
    /// The variable that sizes are added to.
    private let total: String

    init(into sink: Sink = .writer, total: String = "size") {
        self.sink = sink
        self.total = total
    }

    /// Statements that append `value` to the sink.
    func encode(_ value: String, _ type: WireType, depth: Int = 1) -> [String] {
        switch type {
        case .scalar, .string:
            return ["\(sink).write(\(value))"]
        case .value(.date):
            return ["\(sink).write(dateTime: \(value).timeIntervalSinceReferenceDate)"]
        case .value(.uuid):
            return ["\(sink).write(guid: \(value).uuid)"]
        case .value(.duration):
            return ["\(sink).write(timeSpan: \(value))"]
        case .payload, .rawEnum, .fixed:
            return [sink == .writer ? "\(value).encode(into: &writer)" : "cursor = \(value).encode(at: cursor)"]
        case .array(.scalar(.uint8)):
            return ["\(sink).write(bytes: \(value))"]
        case .array(let element) where element.isBlockCopied:
            // A span lives no longer than the expression it is of, and that of an element ends at once.
            let name = value.hasSuffix("]") ? "block\(depth)" : value
            return (name == value ? [] : ["let \(name) = \(value)"]) + [
                "\(sink).write(collectionOf: \(name).count)",
                "\(sink).write(block: \(name).span.bytes)",
            ]
        case .array(let element):
            // An element is used where it lies, while a loop over the array itself would copy each.
            let name = "\(value)[index\(depth)]"
            return ["\(sink).write(collectionOf: \(value).count)"]
                + nested("for index\(depth) in \(value).indices", encode(name, element, depth: depth + 1))
        case .set(let element):
            let name = "element\(depth)"
            return ["\(sink).write(collectionOf: \(value).count)"]
                + nested("for \(name) in \(value)", encode(name, element, depth: depth + 1))
        case .dictionary(let key, let element):
            let names = (key: "key\(depth)", value: "value\(depth)")
            let padding = PairPadding(key: key, value: element)
            let pair =
                encode(names.key, key, depth: depth + 1) + zeros(padding.beforeValue)
                + encode(names.value, element, depth: depth + 1) + zeros(padding.afterValue)
            return ["\(sink).write(collectionOf: \(value).count)"]
                + nested("for (\(names.key), \(names.value)) in \(value)", pair)
        case .optional(let wrapped):
            return encodeOptional(value, wrapped, depth: depth)
        }
    }

    private func encodeOptional(_ value: String, _ wrapped: WireType, depth: Int) -> [String] {
        if wrapped == .string { return ["\(sink).write(optional: \(value))"] }
        let name = "present\(depth)"
        let present: [String]
        let absent: String
        switch wrapped {
        case .scalar(let scalar), .rawEnum(_, let scalar):
            present = ["\(sink).write(presentOfSize: \(scalar.size))"]
            absent = "\(sink).write(absentOfSize: \(scalar.size))"
        case .value, .fixed:
            let layout = wrapped.fixedLayout ?? FixedLayout(size: 1, alignment: 1)
            present = ["\(sink).write(presentOfSize: \(layout.alignment))"]
            absent = "\(sink).write(zeros: \(layout.alignment + layout.size))"
        case .payload:
            present = []
            absent = "\(sink).writeNullObject()"
        case .string, .array, .set, .dictionary, .optional:
            present = []
            absent = "\(sink).writeNullCollection()"
        }
        return either(
            "if let \(name) = \(value)",
            present + encode(name, wrapped, depth: depth + 1),
            [absent]
        )
    }

    private func zeros(_ size: Int) -> [String] {
        size == 0 ? [] : ["\(sink).write(zeros: \(size))"]
    }

    // MARK: - Size

    /// Bytes that do not depend on the value, and statements that add the others to `size`.
    func size(_ value: String, _ type: WireType, depth: Int = 1) -> (fixed: Int, statements: [String]) {
        if let layout = type.fixedLayout { return (layout.size, []) }
        switch type {
        case .scalar, .rawEnum, .fixed, .value:
            return (0, [])  // Has a fixed layout.
        case .string:
            return (0, ["\(total) += Catga.WireFormat.size(of: \(value))"])
        case .payload:
            return (0, ["\(total) += \(value).encodedSize"])
        case .array(let element):
            let inner = size("\(value)[index\(depth)]", element, depth: depth + 1)
            return (4, sizeOfElements(value, "index\(depth) in \(value).indices", inner))
        case .set(let element):
            let name = "element\(depth)"
            return (4, sizeOfElements(value, "\(name) in \(value)", size(name, element, depth: depth + 1)))
        case .dictionary(let key, let element):
            return (4, sizeOfPairs(value, key, element, depth: depth))
        case .optional(.string):
            return (0, ["\(total) += Catga.WireFormat.size(ofOptional: \(value))"])
        case .optional(let wrapped):
            let name = "present\(depth)"
            let inner = size(name, wrapped, depth: depth + 1)
            let absent = if case .payload = wrapped { 1 } else { 4 }
            let binding = inner.statements.isEmpty ? "if \(value) != nil" : "if let \(name) = \(value)"
            let fixed = inner.fixed == 0 ? [] : ["\(total) += \(inner.fixed)"]
            return (0, either(binding, fixed + inner.statements, ["\(total) += \(absent)"]))
        }
    }

    private func sizeOfElements(
        _ value: String,
        _ loop: String,
        _ element: (fixed: Int, statements: [String])
    ) -> [String] {
        let fixed = element.fixed == 0 ? [] : ["\(total) += \(value).count * \(element.fixed)"]
        return element.statements.isEmpty ? fixed : fixed + nested("for \(loop)", element.statements)
    }

    private func sizeOfPairs(_ value: String, _ key: WireType, _ element: WireType, depth: Int) -> [String] {
        let padding = PairPadding(key: key, value: element)
        let keySize = size("key\(depth)", key, depth: depth + 1)
        let valueSize = size("value\(depth)", element, depth: depth + 1)
        let both = keySize.fixed + valueSize.fixed + padding.beforeValue + padding.afterValue
        let keyName = keySize.statements.isEmpty ? "_" : "key\(depth)"
        let valueName = valueSize.statements.isEmpty ? "_" : "value\(depth)"
        return sizeOfElements(
            value, "(\(keyName), \(valueName)) in \(value)", (both, keySize.statements + valueSize.statements))
    }
}

/// The zero bytes inside a dictionary's pair: MemoryPack writes a pair of two unmanaged values as the C struct it is in
/// .NET, padding included; any other pair without padding.
struct PairPadding {
    let beforeValue: Int
    let afterValue: Int

    init(key: WireType, value: WireType) {
        guard let keyLayout = key.fixedLayout, let valueLayout = value.fixedLayout else {
            beforeValue = 0
            afterValue = 0
            return
        }
        let offset = valueLayout.aligned(keyLayout.size)
        let end = offset + valueLayout.size
        let pair = FixedLayout(size: end, alignment: max(keyLayout.alignment, valueLayout.alignment))
        beforeValue = offset - keyLayout.size
        afterValue = pair.aligned(end) - end
    }
}

/// `header {`, the indented body, `}`.
func nested(_ header: String, _ body: [String]) -> [String] {
    ["\(header) {"] + body.map { "    \($0)" } + ["}"]
}

func either(_ header: String, _ body: [String], _ otherwise: [String]) -> [String] {
    ["\(header) {"] + body.map { "    \($0)" } + ["} else {"] + otherwise.map { "    \($0)" } + ["}"]
}
