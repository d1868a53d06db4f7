extension WireReader {
    /// Stands for the address of nothing: what has no bytes needs one that is never read through.
    static var nowhere: UnsafeRawPointer { UnsafeRawPointer(bitPattern: UInt(1)).unsafelyUnwrapped }

    /// Text in place.
    ///
    /// - Throws: ``WireError/Code/utf16Text`` for MemoryPack's UTF-16 form, which only an owned decode reads.
    public mutating func readText() throws(WireError) -> WireText {
        let text = try readOptionalText()
        guard !text.isNull else { throw WireError(.unexpectedNull, at: offset - 4) }
        return text
    }

    /// As ``readText()``, for text that may be null.
    public mutating func readOptionalText() throws(WireError) -> WireText {
        let start = offset
        let header = try readInt32()
        if header == WireFormat.nullCollection { return .null() }
        guard header <= 0 else { throw WireError(.utf16Text, at: start) }
        guard header < 0 else { return WireText(base: base, count: 0) }
        let byteCount = Int(~header)
        guard byteCount <= remaining - 4 else { throw WireError(.badLength, at: start) }
        let bytes = base + (position + 4)
        position += 4 + byteCount
        guard isTrusted || UTF8Text.isValid(bytes, count: byteCount) else {
            throw WireError(.invalidUTF8, at: start)
        }
        return WireText(base: bytes, count: byteCount)
    }

    /// A byte array in place.
    public mutating func readBlock() throws(WireError) -> WireBytes {
        let count = try readCount(minimumSize: 1, stride: 0)
        return WireBytes(base: try take(count), count: count)
    }

    /// As ``readBlock()``, for an array that may be null.
    public mutating func readOptionalBlock() throws(WireError) -> WireBytes {
        guard let count = try readOptionalCount(minimumSize: 1, stride: 0) else { return .null() }
        return WireBytes(base: try take(count), count: count)
    }

    /// The bytes from `start` up to here, to be read again on demand.
    public func slice(from start: Int) -> WireSlice {
        WireSlice(base: base + start, count: max(offset - start, 0))
    }

    /// The elements between `start` and here, all of them read once already.
    public func elements(_ count: Int, from start: Int) -> WireElements {
        WireElements(base: base + start, size: max(offset - start, 0), count: count)
    }
}
