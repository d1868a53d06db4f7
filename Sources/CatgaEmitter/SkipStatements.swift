import CatgaModel

/// The statements that check a value's shape and pass over it, without making it.
struct SkipStatements {
    let names: Names

    func skip(_ type: WireType, depth: Int = 1) -> [String] {
        if let layout = type.fixedLayout { return ["reader.skip(\(layout.size))"] }
        switch type {
        case .string: return ["_ = reader.readText()"]
        case .optional(.string): return ["_ = reader.readOptionalText()"]
        case .payload(let name): return ["_ = \(names.reference(name)).View(unsafelyReading: &reader)"]
        case .array(let element) where element.fixedLayout != nil, .set(let element) where element.fixedLayout != nil:
            let size = element.minimumSize
            return count(of: size, depth) + ["reader.skip(count\(depth) * \(size))"]
        case .array(let element), .set(let element):
            return count(of: element.minimumSize, depth) + elements(skip(element, depth: depth + 1), depth)
        case .dictionary(let key, let value):
            let padding = PairPadding(key: key, value: value)
            let pair = skip(key, depth: depth + 1) + pad(padding.beforeValue) + skip(value, depth: depth + 1)
            let minimum = key.minimumSize + padding.beforeValue + value.minimumSize + padding.afterValue
            return count(of: minimum, depth) + elements(pair + pad(padding.afterValue), depth)
        case .optional(let wrapped): return skipOptional(wrapped, depth: depth)
        case .scalar, .rawEnum, .fixed, .value: return []  // Have a fixed layout.
        }
    }

    private func skipOptional(_ wrapped: WireType, depth: Int) -> [String] {
        if case .payload = wrapped {
            return nested("if reader.readIsPresent()", skip(wrapped, depth: depth + 1))
        }
        let inner = skip(wrapped, depth: depth)
        guard let first = inner.first else { return [] }
        let optional = first.replacing("let count\(depth) = reader.readCount", "reader.readOptionalCount")
        return nested("if let count\(depth) = \(optional)", Array(inner.dropFirst()))
    }

    private func count(of minimumSize: Int, _ depth: Int) -> [String] {
        ["let count\(depth) = reader.readCount(minimumSize: \(minimumSize), stride: 0)"]
    }

    private func elements(_ body: [String], _ depth: Int) -> [String] { nested("for _ in 0..<count\(depth)", body) }

    private func pad(_ size: Int) -> [String] { size == 0 ? [] : ["reader.skip(\(size))"] }
}

extension String {
    /// The text with `prefix` at its start exchanged; without it, the text itself.
    fileprivate func replacing(_ prefix: String, _ replacement: String) -> String {
        hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
    }
}
