public import Synchronization

/// The elements of an array in a borrowed buffer, each of any size.
///
/// Where an element begins is only known from the ones before it. The places of the element read last and of the one
/// behind it are kept, so that going through the indices in order reads each once; going back starts from the first.
public struct WireElements: ~Copyable {
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let size: Int
    public let count: Int
    /// An index and, in the upper half, its element's offset. Two threads that share a view may overwrite each other's
    /// hints, and each hint is right by itself.
    @usableFromInline let last = Atomic<UInt64>(0)
    @usableFromInline let next = Atomic<UInt64>(0)

    @inlinable
    init(base: UnsafeRawPointer, size: Int, count: Int) {
        self.base = base
        self.size = size
        self.count = count
    }

    /// No elements. Called by generated code.
    @inlinable
    public static func none() -> WireElements { WireElements(base: WireReader.nowhere, size: 0, count: 0) }

    /// A reader over bytes that were checked when the view was made, at the nearest place at or before the element at
    /// `index` that is known.
    ///
    /// - Parameter skipping: Set to the number of elements to read before that at `index`.
    /// - Precondition: `index` is at least 0 and less than ``count``.
    @inlinable @inline(__always)
    public borrowing func reader(near index: Int, skipping: inout Int) -> WireReader {
        precondition(index >= 0 && index < count, "no such element")
        var known = next.load(ordering: .relaxed)
        if known & 0xFFFF_FFFF != index {
            known = last.load(ordering: .relaxed)
            if known & 0xFFFF_FFFF > index { known = 0 }
        }
        skipping = index - Int(known & 0xFFFF_FFFF)
        let offset = Int(known >> 32)
        return WireReader(trusted: UnsafeRawBufferPointer(start: base + offset, count: size - offset))
    }

    /// Keeps where the element at `index` begins: where `reader` stands.
    @inlinable
    public borrowing func remember(_ index: Int, at reader: borrowing WireReader) {
        keep(index, reader, in: last)
    }

    /// Keeps where the element after that at `index` begins: where `reader` stands.
    @inlinable
    public borrowing func remember(after index: Int, at reader: borrowing WireReader) {
        keep(index + 1, reader, in: next)
    }

    @inlinable
    borrowing func keep(_ index: Int, _ reader: borrowing WireReader, in hint: borrowing Atomic<UInt64>) {
        let offset = size - reader.remaining
        guard offset <= Int(UInt32.max) else { return }
        hint.store(UInt64(offset) << 32 | UInt64(index), ordering: .relaxed)
    }
}

/// The texts of an array in a borrowed buffer.
public struct WireTexts: ~Copyable {
    @usableFromInline let elements: WireElements

    /// Reads and checks all of them. Called by generated code, which sees to it that the bytes outlive the value.
    @inlinable
    public init(unsafelyReading reader: inout WireReader) {
        let count = reader.readCount(minimumSize: 4, stride: 0)
        let start = reader.offset
        for _ in 0..<count { _ = reader.readText() }
        elements = reader.elements(count, from: start)
    }

    @inlinable
    init(_ elements: consuming WireElements) {
        self.elements = elements
    }

    /// No texts. Called by generated code.
    @inlinable
    public static func none() -> WireTexts { WireTexts(.none()) }

    @inlinable
    public var count: Int { elements.count }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    @inlinable
    public subscript(index: Int) -> WireText {
        _read {
            var skipping = 0
            var reader = elements.reader(near: index, skipping: &skipping)
            for _ in 0..<skipping { _ = reader.readText() }
            elements.remember(index, at: reader)
            let text = reader.readText()
            elements.remember(after: index, at: reader)
            yield text
        }
    }
}
