// What the standard library has for every sequence, for arrays and the bytes of a text alone: SwiftPM builds a plugin's tool
// for debugging, and there an iterator costs several times what an index does.

extension String {
    /// Whether each of its UTF-8 bytes is allowed.
    package func hasOnlyBytes(_ isAllowed: (UInt8) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                if !isAllowed(bytes[index]) { return false }
                index += 1
            }
            return true
        }
    }
}

extension Array {
    package func flatMap<Part>(_ transform: (Element) -> [Part]) -> [Part] {
        var result: [Part] = []
        var index = 0
        while index < count {
            let part = transform(self[index])
            if !part.isEmpty { result += part }
            index += 1
        }
        return result
    }

    package func compactMap<Output>(_ transform: (Element) -> Output?) -> [Output] {
        var result: [Output] = []
        var index = 0
        while index < count {
            if let output = transform(self[index]) { result.append(output) }
            index += 1
        }
        return result
    }

    package func filter(_ isIncluded: (Element) -> Bool) -> [Element] {
        var result: [Element] = []
        var index = 0
        while index < count {
            if isIncluded(self[index]) { result.append(self[index]) }
            index += 1
        }
        return result
    }

    package func first(where predicate: (Element) -> Bool) -> Element? {
        var index = 0
        while index < count {
            if predicate(self[index]) { return self[index] }
            index += 1
        }
        return nil
    }

    package func contains(where predicate: (Element) -> Bool) -> Bool {
        var index = 0
        while index < count {
            if predicate(self[index]) { return true }
            index += 1
        }
        return false
    }

    package func allSatisfy(_ predicate: (Element) -> Bool) -> Bool {
        !contains { !predicate($0) }
    }
}
