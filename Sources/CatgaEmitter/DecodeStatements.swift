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

    /// The expression that reads a value of `type`, where it takes no more than one.
    func expression(_ type: WireType) -> String? {
        switch type {
        case .scalar(let scalar): "reader.read\(scalar.rawValue)()"
        case .string: "reader.readString()"
        case .value(.date): "Date(timeIntervalSinceReferenceDate: reader.readDateTime())"
        case .value(.uuid): "UUID(uuid: reader.readGuid())"
        case .value(.decimal): "Decimal(string: reader.readDecimal()) ?? 0"
        case .value(.duration): "reader.readTimeSpan()"
        case .payload(let name), .rawEnum(let name, _), .fixed(let name, _):
            "\(names.reference(name))(reading: &reader)"
        case .array(.scalar(.uint8)): "reader.readBytes()"
        case .optional(.string): "reader.readOptionalString()"
        case .optional(.array(.scalar(.uint8))): "reader.readOptionalBytes()"
        case .array, .set, .dictionary, .optional: nil
        }
    }

    /// Writes statements that read a value of `type` and store it, exactly once on every way through.
    func decode(_ type: WireType, into destination: Destination, depth: Int = 1, _ writer: inout SourceWriter) {
        if let expression = expression(type) {
            return writer.line(destination.store(expression))
        }
        if case .optional(let wrapped) = type {
            return decodeOptional(wrapped, into: destination, depth: depth, &writer)
        }
        writer.line("let count\(depth) = reader.readCount(\(elementSizes(type)))")
        decodeElements(type, into: destination, depth: depth, &writer)
    }

    /// As ``decode(_:into:depth:_:)``, in a scope of its own where there are locals: their names repeat from member to
    /// member.
    func decodeScoped(_ type: WireType, into destination: Destination, depth: Int = 1, _ writer: inout SourceWriter) {
        guard expression(type) == nil else { return decode(type, into: destination, depth: depth, &writer) }
        writer.block("do") { decode(type, into: destination, depth: depth, &$0) }
    }

    private func decodeOptional(
        _ wrapped: WireType,
        into destination: Destination,
        depth: Int,
        _ writer: inout SourceWriter
    ) {
        var rest = 0
        let isPresent: String
        switch wrapped {
        case .scalar(let scalar), .rawEnum(_, let scalar):
            isPresent = "if reader.readIsPresent(size: \(scalar.size))"
        case .value, .fixed:
            let layout = wrapped.fixedLayout ?? FixedLayout(size: 1, alignment: 1)
            rest = layout.size - layout.alignment
            isPresent = "if reader.readIsPresent(size: \(layout.alignment))"
        case .payload, .string:
            isPresent = "if reader.readIsPresent()"
        case .array, .set, .dictionary, .optional:
            isPresent = "if let count\(depth) = reader.readOptionalCount(\(elementSizes(wrapped)))"
        }
        writer.either(isPresent) { writer in
            switch wrapped {
            case .array, .set, .dictionary, .optional:
                decodeElements(wrapped, into: destination, depth: depth, &writer)
            case .scalar, .rawEnum, .value, .fixed, .payload, .string:
                decode(wrapped, into: destination, depth: depth + 1, &writer)
            }
        } else: { writer in
            if rest > 0 { writer.line("reader.skip(\(rest))") }
            writer.line(destination.store("nil"))
        }
    }

    /// Reads `count` elements; the count has been read and checked.
    private func decodeElements(
        _ type: WireType,
        into destination: Destination,
        depth: Int,
        _ writer: inout SourceWriter
    ) {
        let count = "count\(depth)"
        let collection = "collection\(depth)"
        switch type {
        case .array(let element) where element.isBlockCopied:
            let memory = "\(names.reference(type))(unsafeUninitializedCapacity: \(count))"
            writer.closure("let \(collection) = \(memory)", "memory, initialized") { writer in
                writer.line("reader.copyChecked(into: UnsafeMutableRawBufferPointer(memory))")
                writer.line("initialized = \(count)")
            }
        case .array(let element):
            fill(type, "[]", depth: depth, &writer) { writer in
                let append = Destination(before: "\(collection).append(", after: ")")
                decode(element, into: append, depth: depth + 1, &writer)
            }
        case .set(let element):
            fill(type, "[]", depth: depth, &writer) { writer in
                declare("element\(depth)", element, depth: depth + 1, &writer)
                writer.line("if !\(collection).insert(element\(depth)).inserted { reader.failDuplicateKey() }")
            }
        case .dictionary(let key, let value):
            fill(type, "[:]", depth: depth, &writer) { decodePair(key, value, collection, depth: depth, &$0) }
        case .scalar, .string, .payload, .rawEnum, .fixed, .value, .optional:
            return  // No collection.
        }
        writer.line(destination.store(collection))
    }

    /// A collection with room for all elements, each added by what `body` writes.
    private func fill(
        _ type: WireType,
        _ empty: String,
        depth: Int,
        _ writer: inout SourceWriter,
        _ body: (inout SourceWriter) -> Void
    ) {
        writer.line("var collection\(depth): \(names.reference(type)) = \(empty)")
        writer.line("collection\(depth).reserveCapacity(count\(depth))")
        writer.block("for _ in 0..<count\(depth)", body)
    }

    private func decodePair(
        _ key: WireType,
        _ value: WireType,
        _ collection: String,
        depth: Int,
        _ writer: inout SourceWriter
    ) {
        let padding = PairPadding(key: key, value: value)
        declare("key\(depth)", key, depth: depth + 1, &writer)
        if padding.beforeValue > 0 { writer.line("reader.skip(\(padding.beforeValue))") }
        declare("value\(depth)", value, depth: depth + 1, &writer)
        if padding.afterValue > 0 { writer.line("reader.skip(\(padding.afterValue))") }
        writer.line(
            "if \(collection).updateValue(value\(depth), forKey: key\(depth)) != nil { reader.failDuplicateKey() }"
        )
    }

    /// `let name: Type` and the statements that set it.
    func declare(
        _ name: String,
        _ type: WireType,
        depth: Int,
        isScoped: Bool = false,
        _ writer: inout SourceWriter
    ) {
        if let expression = expression(type) { return writer.line("let \(name) = \(expression)") }
        writer.line("let \(name): \(names.reference(type))")
        if isScoped {
            decodeScoped(type, into: .variable(name), depth: depth, &writer)
        } else {
            decode(type, into: .variable(name), depth: depth, &writer)
        }
    }

    /// The arguments that a count is checked by: the least bytes of an element on the wire, and what it takes in memory.
    /// A hash table keeps at least a quarter of its buckets free and has a power of two of them, so that an element of a
    /// set or dictionary takes up to the space of three; its object has some 32 bytes more of its own than an array's.
    private func elementSizes(_ type: WireType) -> String {
        func stride(_ type: WireType) -> String {
            if case .scalar(let scalar) = type { return "\(scalar.size)" }
            return "MemoryLayout<\(names.reference(type))>.stride"
        }
        let memory =
            switch type {
            case .array(let element): stride(element)
            case .set(let element): "3 * \(stride(element)), overhead: 80"
            case .dictionary(let key, let value): "3 * (\(stride(key)) + \(stride(value))), overhead: 80"
            default: "1"
            }
        return "minimumSize: \(type.minimumSizeOfElement), stride: \(memory)"
    }
}

extension WireType {
    /// The least bytes that an element of the collection takes on the wire.
    var minimumSizeOfElement: Int {
        switch self {
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
