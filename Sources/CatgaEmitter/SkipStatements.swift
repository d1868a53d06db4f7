import CatgaModel

/// The statements that check a value's shape and pass over it, without making it.
struct SkipStatements {
    let names: Names

    /// The one statement that passes over a value of `type`, where one is enough.
    private func statement(_ type: WireType) -> String? {
        if let layout = type.fixedLayout { return "reader.skip(\(layout.size))" }
        switch type {
        case .string: return "_ = reader.readText()"
        case .optional(.string): return "_ = reader.readOptionalText()"
        case .payload(let name): return "_ = \(names.reference(name)).View(unsafelyReading: &reader)"
        default: return nil
        }
    }

    /// Writes statements that pass over a value of `type`; their locals have a scope of their own.
    func skipScoped(_ type: WireType, _ writer: inout SourceWriter) {
        if let statement = statement(type) { return writer.line(statement) }
        writer.block("do") { skip(type, depth: 1, &$0) }
    }

    private func skip(_ type: WireType, depth: Int, _ writer: inout SourceWriter) {
        if let statement = statement(type) { return writer.line(statement) }
        switch type {
        case .optional(let wrapped) where wrapped.isCollection:
            let count = "reader.readOptionalCount(minimumSize: \(wrapped.minimumSizeOfElement), stride: 0)"
            writer.block("if let count\(depth) = \(count)") { skipElements(wrapped, depth: depth, &$0) }
        case .optional(let wrapped):
            writer.block("if reader.readIsPresent()") { skip(wrapped, depth: depth + 1, &$0) }
        default:
            writer.line("let count\(depth) = reader.readCount(minimumSize: \(type.minimumSizeOfElement), stride: 0)")
            skipElements(type, depth: depth, &writer)
        }
    }

    private func skipElements(_ collection: WireType, depth: Int, _ writer: inout SourceWriter) {
        switch collection {
        case .array(let element) where element.fixedLayout != nil, .set(let element) where element.fixedLayout != nil:
            writer.line("reader.skip(count\(depth) * \(element.minimumSize))")
        case .array(let element), .set(let element):
            writer.block("for _ in 0..<count\(depth)") { skip(element, depth: depth + 1, &$0) }
        case .dictionary(let key, let value):
            let padding = PairPadding(key: key, value: value)
            writer.block("for _ in 0..<count\(depth)") { writer in
                skip(key, depth: depth + 1, &writer)
                if padding.beforeValue > 0 { writer.line("reader.skip(\(padding.beforeValue))") }
                skip(value, depth: depth + 1, &writer)
                if padding.afterValue > 0 { writer.line("reader.skip(\(padding.afterValue))") }
            }
        case .scalar, .string, .payload, .rawEnum, .fixed, .value, .optional: break  // No collection.
        }
    }
}

extension WireType {
    fileprivate var isCollection: Bool {
        switch self {
        case .array, .set, .dictionary: true
        case .scalar, .string, .payload, .rawEnum, .fixed, .value, .optional: false
        }
    }
}
