extension WireReader {
    /// Stands for the address of nothing: what has no bytes needs one that is never read through.
    @usableFromInline
    static var nowhere: UnsafeRawPointer { UnsafeRawPointer(bitPattern: UInt(1)).unsafelyUnwrapped }

    /// Text in place. MemoryPack's UTF-16 form, which only an owned decode reads, fails with
    /// ``WireError/Code/utf16Text``.
    @inlinable @inline(__always)
    public mutating func readText() -> WireText { readText(isOptional: false) }

    /// As ``readText()``, for text that may be null.
    @inlinable @inline(__always)
    public mutating func readOptionalText() -> WireText { readText(isOptional: true) }

    @inlinable @inline(__always)
    mutating func readText(isOptional: Bool) -> WireText {
        guard remaining >= 8 else { return readOtherText(isOptional: isOptional) }
        let byteCount = Int(~Int32(littleEndian: place.loadUnaligned(as: Int32.self)))
        let bytes = place + 8
        guard byteCount > 0, byteCount <= remaining &- 8, isTrusted || UTF8Text.isValid(bytes, count: byteCount) else {
            return readOtherText(isOptional: isOptional)
        }
        place = bytes + byteCount
        return WireText(base: bytes, count: byteCount)
    }

    /// Text that is empty or null, and all that fails.
    @usableFromInline @inline(never)
    mutating func readOtherText(isOptional: Bool) -> WireText {
        let header = readInt32()
        switch header {
        case 0: break
        case WireFormat.nullCollection:
            if isOptional { return .null() }
            failCount(.unexpectedNull)
        case 1...: failCount(.utf16Text)
        default: failCount(Int(~header) > remaining &- 4 ? .badLength : .invalidUTF8)
        }
        return WireText(base: base, count: 0)
    }

    /// A byte array in place.
    @inlinable @inline(__always)
    public mutating func readBlock() -> WireBytes { readBlock(ofElementsOf: 1) }

    /// The bytes of an array whose elements take `size` bytes each, in place.
    @inlinable @inline(__always)
    public mutating func readBlock(ofElementsOf size: Int) -> WireBytes {
        let bytes = readCount(minimumSize: size, stride: 0) * size
        return WireBytes(base: take(bytes) ?? base, count: bytes)
    }

    /// As ``readBlock()``, for an array that may be null.
    @inlinable
    public mutating func readOptionalBlock() -> WireBytes {
        guard let count = readOptionalCount(minimumSize: 1, stride: 0) else { return .null() }
        return WireBytes(base: take(count) ?? base, count: count)
    }

    /// The bytes from `start` up to here, to be read again on demand.
    @inlinable
    public func slice(from start: Int) -> WireSlice {
        WireSlice(base: base + start, count: max(position - start, 0), memory: memoryLeft)
    }

    /// The elements between `start` and here, all of them read once already.
    @inlinable @inline(__always)
    public func elements(_ count: Int, from start: Int) -> WireElements {
        WireElements(base: base + start, size: max(position - start, 0), count: hasFailed ? 0 : count)
    }
}
