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

    /// Writes statements that append `value` to the sink.
    func encode(_ value: String, _ type: WireType, depth: Int = 1, into writer: inout SourceWriter) {
        switch type {
        case .scalar, .string:
            writer.line("\(sink.rawValue).write(\(value))")
        case .value(.date):
            writer.line("\(sink.rawValue).write(dateTime: \(value).timeIntervalSinceReferenceDate)")
        case .value(.uuid):
            writer.line("\(sink.rawValue).write(guid: \(value).uuid)")
        case .value(.decimal):
            writer.line("\(sink.rawValue).write(decimal: \(value).description)")
        case .value(.duration):
            writer.line("\(sink.rawValue).write(timeSpan: \(value))")
        case .payload, .rawEnum, .fixed:
            writer.line(sink == .writer ? "\(value).encode(into: &writer)" : "cursor = \(value).encode(at: cursor)")
        case .array(.scalar(.uint8)):
            writer.line("\(sink.rawValue).write(bytes: \(value))")
        case .array(let element):
            encodeArray(value, of: element, depth: depth, into: &writer)
        case .set(let element):
            let name = "element\(depth)"
            writer.line("\(sink.rawValue).write(collectionOf: \(value).count)")
            writer.block("for \(name) in \(value)") { encode(name, element, depth: depth + 1, into: &$0) }
        case .dictionary(let key, let element):
            let padding = PairPadding(key: key, value: element)
            writer.line("\(sink.rawValue).write(collectionOf: \(value).count)")
            writer.block("for (key\(depth), value\(depth)) in \(value)") { writer in
                encode("key\(depth)", key, depth: depth + 1, into: &writer)
                writeZeros(padding.beforeValue, into: &writer)
                encode("value\(depth)", element, depth: depth + 1, into: &writer)
                writeZeros(padding.afterValue, into: &writer)
            }
        case .optional(.string):
            writer.line("\(sink.rawValue).write(optional: \(value))")
        case .optional(let wrapped):
            encodeOptional(value, wrapped, depth: depth, into: &writer)
        }
    }

    private func encodeArray(_ value: String, of element: WireType, depth: Int, into writer: inout SourceWriter) {
        guard element.isBlockCopied else {
            // An element is used where it lies, while a loop over the array itself would copy each.
            writer.line("\(sink.rawValue).write(collectionOf: \(value).count)")
            return writer.block("for index\(depth) in \(value).indices") {
                encode("\(value)[index\(depth)]", element, depth: depth + 1, into: &$0)
            }
        }
        // A span lives no longer than the expression it is of, and that of an element ends at once.
        let isElement = value.utf8.last == UInt8(ascii: "]")
        let name = isElement ? "block\(depth)" : value
        if isElement { writer.line("let \(name) = \(value)") }
        writer.line("\(sink.rawValue).write(collectionOf: \(name).count)")
        writer.line("\(sink.rawValue).write(block: \(name).span.bytes)")
    }

    private func encodeOptional(_ value: String, _ wrapped: WireType, depth: Int, into writer: inout SourceWriter) {
        let name = "present\(depth)"
        var presence: String?
        let absent: String
        switch wrapped {
        case .scalar(let scalar), .rawEnum(_, let scalar):
            presence = "\(sink.rawValue).write(presentOfSize: \(scalar.size))"
            absent = "\(sink.rawValue).write(absentOfSize: \(scalar.size))"
        case .value, .fixed:
            let layout = wrapped.fixedLayout ?? FixedLayout(size: 1, alignment: 1)
            presence = "\(sink.rawValue).write(presentOfSize: \(layout.alignment))"
            absent = "\(sink.rawValue).write(zeros: \(layout.alignment + layout.size))"
        case .payload:
            absent = "\(sink.rawValue).writeNullObject()"
        case .string, .array, .set, .dictionary, .optional:
            absent = "\(sink.rawValue).writeNullCollection()"
        }
        writer.either("if let \(name) = \(value)") { writer in
            if let presence { writer.line(presence) }
            encode(name, wrapped, depth: depth + 1, into: &writer)
        } else: {
            $0.line(absent)
        }
    }

    private func writeZeros(_ size: Int, into writer: inout SourceWriter) {
        if size > 0 { writer.line("\(sink.rawValue).write(zeros: \(size))") }
    }

    // MARK: - Size

    /// Writes statements that add to the total what depends on the value.
    ///
    /// - Returns: Bytes that do not depend on the value.
    func size(_ value: String, _ type: WireType, depth: Int = 1, into writer: inout SourceWriter) -> Int {
        if let layout = type.fixedLayout { return layout.size }
        switch type {
        case .scalar, .rawEnum, .fixed, .value:
            return 0  // Has a fixed layout.
        case .string:
            writer.line("\(total) += Catga.WireFormat.size(of: \(value))")
            return 0
        case .payload:
            writer.line("\(total) += \(value).encodedSize")
            return 0
        case .array(let element):
            var each = Elements(of: value, writer)
            each.fixed = size("\(value)[index\(depth)]", element, depth: depth + 1, into: &each.statements)
            add(each, "index\(depth) in \(value).indices", into: &writer)
            return 4
        case .set(let element):
            var each = Elements(of: value, writer)
            each.fixed = size("element\(depth)", element, depth: depth + 1, into: &each.statements)
            add(each, "element\(depth) in \(value)", into: &writer)
            return 4
        case .dictionary(let key, let element):
            addPairs(value, key, element, depth: depth, into: &writer)
            return 4
        case .optional(.string):
            writer.line("\(total) += Catga.WireFormat.size(ofOptional: \(value))")
            return 0
        case .optional(let wrapped):
            let name = "present\(depth)"
            var each = Elements(of: name, writer)
            each.fixed = size(name, wrapped, depth: depth + 1, into: &each.statements)
            let absent = if case .payload = wrapped { 1 } else { 4 }
            writer.either(each.statements.isEmpty ? "if \(value) != nil" : "if let \(name) = \(value)") { writer in
                if each.fixed > 0 { writer.line("\(total) += \(each.fixed)") }
                writer.append(each.statements)
            } else: {
                $0.line("\(total) += \(absent)")
            }
            return 0
        }
    }

    /// What the size of a part is made of, one step further in than the statement it is part of.
    private struct Elements {
        let collection: String
        /// Bytes of each one, whatever its value.
        var fixed = 0
        var statements: SourceWriter

        init(of collection: String, _ writer: SourceWriter) {
            self.collection = collection
            statements = SourceWriter(indentedAs: writer, steps: 1)
        }
    }

    private func add(_ each: Elements, _ loop: String, into writer: inout SourceWriter) {
        if each.fixed > 0 { writer.line("\(total) += \(each.collection).count * \(each.fixed)") }
        if !each.statements.isEmpty { writer.block("for \(loop)") { $0.append(each.statements) } }
    }

    private func addPairs(
        _ value: String,
        _ key: WireType,
        _ element: WireType,
        depth: Int,
        into writer: inout SourceWriter
    ) {
        let padding = PairPadding(key: key, value: element)
        var each = Elements(of: value, writer)
        each.fixed = padding.beforeValue + padding.afterValue
        each.fixed += size("key\(depth)", key, depth: depth + 1, into: &each.statements)
        let keyName = each.statements.isEmpty ? "_" : "key\(depth)"
        var values = SourceWriter(indentedAs: each.statements)
        each.fixed += size("value\(depth)", element, depth: depth + 1, into: &values)
        let valueName = values.isEmpty ? "_" : "value\(depth)"
        each.statements.append(values)
        add(each, "(\(keyName), \(valueName)) in \(value)", into: &writer)
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
