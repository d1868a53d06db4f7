import Synchronization

/// The elements of an array in a borrowed buffer, each of any size.
///
/// Where an element begins is only known from the ones before it. The place of the element read last is kept, so that
/// going through the indices in order takes one step each; going back starts from the first again.
public struct WireElements: ~Copyable {
    private let base: UnsafeRawPointer
    private let size: Int
    public let count: Int
    /// An index and, in the upper half, its element's offset. Two threads that share a view may overwrite each other's
    /// hint, and each hint is right by itself.
    private let hint = Atomic<UInt64>(0)

    init(base: UnsafeRawPointer, size: Int, count: Int) {
        self.base = base
        self.size = size
        self.count = count
    }

    /// No elements. Called by generated code.
    public static func none() -> WireElements { WireElements(base: WireReader.nowhere, size: 0, count: 0) }

    /// The nearest place at or before the element at `index` that is known.
    ///
    /// - Precondition: `index` is at least 0 and less than ``count``.
    public borrowing func start(for index: Int) -> WireElementStart {
        precondition(index >= 0 && index < count, "no such element")
        let known = hint.load(ordering: .relaxed)
        let (knownIndex, offset) = (Int(known & 0xFFFF_FFFF), Int(known >> 32))
        return knownIndex <= index
            ? WireElementStart(skipping: index - knownIndex, offset: offset)
            : WireElementStart(skipping: index, offset: 0)
    }

    /// A reader that stands at `start`, over bytes that were checked when the view was made.
    public borrowing func reader(at start: WireElementStart) -> WireReader {
        WireReader(trusted: UnsafeRawBufferPointer(start: base + start.offset, count: size - start.offset))
    }

    /// Keeps where the element at `index` begins: where `reader` stands.
    public borrowing func remember(_ index: Int, at reader: borrowing WireReader) {
        let offset = size - reader.remaining
        guard offset <= Int(UInt32.max) else { return }
        hint.store(UInt64(offset) << 32 | UInt64(index), ordering: .relaxed)
    }
}

/// Where to start looking for an element, and how many to pass over.
public struct WireElementStart {
    public let skipping: Int
    let offset: Int
}

/// The texts of an array in a borrowed buffer.
public struct WireTexts: ~Copyable {
    private let elements: WireElements

    /// Reads and checks all of them. Called by generated code, which sees to it that the bytes outlive the value.
    public init(unsafelyFrom reader: inout WireReader) throws(WireError) {
        let count = try reader.readCount(minimumSize: 4, stride: 0)
        let start = reader.offset
        for _ in 0..<count { _ = try reader.readText() }
        elements = reader.elements(count, from: start)
    }

    private init(_ elements: consuming WireElements) {
        self.elements = elements
    }

    /// No texts. Called by generated code.
    public static func none() -> WireTexts { WireTexts(.none()) }

    public var count: Int { elements.count }

    /// - Precondition: `index` is at least 0 and less than ``count``.
    @inlinable
    public subscript(index: Int) -> WireText {
        _read {
            // A coroutine that another module cannot inline allocates its frame, so its body is one call.
            let text = element(index)
            yield text
        }
    }

    @usableFromInline
    func element(_ index: Int) -> WireText {
        let start = elements.start(for: index)
        var reader = elements.reader(at: start)
        for _ in 0..<start.skipping { _ = reader.readTrusted() }
        elements.remember(index, at: reader)
        return reader.readTrusted()
    }
}

extension WireReader {
    /// Text that was read before.
    fileprivate mutating func readTrusted() -> WireText {
        do throws(WireError) {
            return try readText()
        } catch {
            preconditionFailure("the bytes changed while a view of them was in use")
        }
    }
}
