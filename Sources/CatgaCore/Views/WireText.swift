/// Text in a buffer that is only borrowed: valid UTF-8, read where it lies.
///
/// It cannot be copied, so it cannot be kept: see <doc:Views>. Nothing here allocates but ``string``.
public struct WireText: ~Copyable {
    @usableFromInline let base: UnsafeRawPointer
    /// Bytes of UTF-8.
    public let count: Int
    /// The writer sent no text, or no such member; the text then counts as empty.
    public let isNull: Bool

    @inlinable
    init(base: UnsafeRawPointer, count: Int, isNull: Bool = false) {
        self.base = base
        self.count = count
        self.isNull = isNull
    }

    /// Text that was not sent. Called by generated code.
    @inlinable
    public static func null() -> WireText {
        WireText(base: WireReader.nowhere, count: 0, isNull: true)
    }

    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// The bytes in place, which live as long as the view is borrowed.
    public var utf8: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = base.assumingMemoryBound(to: UInt8.self)
            return _overrideLifetime(Span(_unsafeStart: bytes, count: count), borrowing: self)
        }
    }

    /// A copy of the text. Allocates where it is longer than 15 bytes.
    public var string: String {
        String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
    }

    /// A copy of the text, or `nil` where none was sent.
    public var optionalString: String? { isNull ? nil : string }

    /// Byte by byte, without the canonical equivalence that `String` knows.
    public static func == (left: borrowing WireText, right: borrowing WireText) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count {
            let one = left.base.load(fromByteOffset: offset, as: UInt8.self)
            guard one == right.base.load(fromByteOffset: offset, as: UInt8.self) else { return false }
        }
        return true
    }

    /// Byte by byte, with text of the program's own.
    public static func == (left: borrowing WireText, right: String) -> Bool {
        guard left.count == right.utf8.count else { return false }
        var offset = 0
        for byte in right.utf8 {
            guard left.base.load(fromByteOffset: offset, as: UInt8.self) == byte else { return false }
            offset += 1
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(bytes: UnsafeRawBufferPointer(start: base, count: count))
    }
}

/// A byte array in a buffer that is only borrowed.
public struct WireBytes: ~Copyable {
    @usableFromInline let base: UnsafeRawPointer
    public let count: Int
    /// The writer sent none, or no such member.
    public let isNull: Bool

    @inlinable
    init(base: UnsafeRawPointer, count: Int, isNull: Bool = false) {
        self.base = base
        self.count = count
        self.isNull = isNull
    }

    /// Bytes that were not sent. Called by generated code.
    @inlinable
    public static func null() -> WireBytes {
        WireBytes(base: WireReader.nowhere, count: 0, isNull: true)
    }

    /// The bytes in place, which live as long as the view is borrowed.
    public var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let bytes = base.assumingMemoryBound(to: UInt8.self)
            return _overrideLifetime(Span(_unsafeStart: bytes, count: count), borrowing: self)
        }
    }

    /// A copy. Allocates.
    public var array: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: base, count: count)) }
}

/// The bytes of one member whose type has no view of its own; generated code decodes it on demand.
public struct WireSlice: ~Copyable {
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let count: Int
    /// Bytes that the member's collections and texts may take.
    @usableFromInline let memory: Int

    @inlinable
    init(base: UnsafeRawPointer, count: Int, memory: Int) {
        self.base = base
        self.count = count
        self.memory = memory
    }

    /// A reader over the member alone. Called by generated code while the view is borrowed.
    public borrowing func reader() -> WireReader {
        WireReader(member: UnsafeRawBufferPointer(start: base, count: count), memory: memory)
    }

    /// The member was not sent.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// A member that was not sent. Called by generated code.
    @inlinable
    public static func null() -> WireSlice { WireSlice(base: WireReader.nowhere, count: 0, memory: 0) }
}
