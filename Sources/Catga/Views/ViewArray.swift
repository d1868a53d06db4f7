/// Payloads of an array in bytes that are only borrowed.
public struct ViewArray<Element: PayloadView & ~Copyable>: ~Copyable {
    @usableFromInline let elements: WireElements

    /// Checks all elements. Called by generated code, which sees to it that the bytes outlive the value.
    ///
    /// - Parameter minimumSize: The least bytes an element takes.
    @inlinable
    public init(unsafelyReading reader: inout WireReader, minimumSize: Int) {
        let count = reader.readCount(minimumSize: minimumSize, stride: 0)
        let start = reader.offset
        for _ in 0..<count {
            _ = Element(unsafelyReading: &reader)
            if reader.hasFailed { break }
        }
        elements = reader.elements(count, from: start)
    }

    /// No elements, where the writer sent no array. Called by generated code.
    @inlinable
    public init() {
        elements = WireElements.none()
    }

    @inlinable
    public var count: Int { elements.count }

    /// The element in place. Going through the indices in order reads each once.
    ///
    /// - Precondition: `index` is at least 0 and less than ``count``.
    @inlinable
    public subscript(index: Int) -> Element {
        _read {
            var skipping = 0
            var reader = elements.reader(near: index, skipping: &skipping)
            for _ in 0..<skipping { _ = Element(unsafelyReading: &reader) }
            elements.remember(index, at: reader)
            let element = Element(unsafelyReading: &reader)
            elements.remember(after: index, at: reader)
            yield element
        }
    }

    /// Lends each element in order. The way to the spans of an element's texts: the span of `array[0].text` would have
    /// to outlive the subscript's own expression, which the compiler refuses.
    @inlinable
    public func visit(_ body: (borrowing Element) throws(WireError) -> Void) throws(WireError) {
        guard count > 0 else { return }
        var skipping = 0
        var reader = elements.reader(near: 0, skipping: &skipping)
        for _ in 0..<count { try body(Element(unsafelyReading: &reader)) }
    }
}
