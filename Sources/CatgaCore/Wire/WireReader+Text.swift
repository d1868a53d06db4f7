extension WireReader {
    /// Text in either of MemoryPack's forms, strictly valid. Allocates where the text is longer than 15 bytes.
    ///
    /// ASCII of 1 to 15 bytes, as most names and codes are, is read in the caller itself, so that its place may stay in a
    /// register.
    @inlinable @inline(__always)
    public mutating func readString() -> String {
        guard ShortText.isLayoutKnown, remaining >= ShortText.readableSize else { return readAnyString() }
        let count = ~Int32(littleEndian: place.loadUnaligned(as: Int32.self))
        // Neither 0 nor negative.
        guard UInt32(bitPattern: count) &- 1 < 15 else { return readAnyString() }
        let text = ShortText(unchecked: place, count: count)
        guard (text.low | text.high) & UTF8Text.highBits == 0 else { return readAnyString() }
        place += 8 &+ Int(count)
        return text.asciiString(count: count)
    }

    @usableFromInline
    mutating func readAnyString() -> String {
        let header = readInt32()
        if header < WireFormat.nullCollection { return readUTF8(byteCount: Int(~header)) }
        if header == 0 { return "" }
        guard header > 0 else {
            failCount(.unexpectedNull)
            return ""
        }
        return readUTF16(units: Int(header))
    }

    /// Text, or `nil` where MemoryPack's null stands.
    public mutating func readOptionalString() -> String? {
        let header = readInt32()
        if header == WireFormat.nullCollection { return nil }
        if header < 0 { return readUTF8(byteCount: Int(~header)) }
        if header == 0 { return "" }
        return readUTF16(units: Int(header))
    }

    /// The UTF-16 length, which only helps readers whose strings are UTF-16, and the bytes.
    @inline(__always)
    private mutating func readUTF8(byteCount: Int) -> String {
        guard byteCount <= remaining &- 4 else {
            failCount(.badLength)
            return ""
        }
        let bytes = place + 4
        let isASCII = UTF8Text.isASCII(bytes, count: byteCount)
        guard isASCII || UTF8Text.isValidSlowly(bytes, count: byteCount) else {
            failCount(.invalidUTF8)
            return ""
        }
        // The bytes are valid, so nothing is repaired. Up to 15 of them lie in the string itself.
        if byteCount <= ShortText.maximumCount {
            place = bytes + byteCount
            return ShortText.string(bytes, count: byteCount, isASCII: isASCII)
        }
        guard charge(memory: byteCount + WireLimits.allocationOverhead, before: 4) else { return "" }
        place = bytes + byteCount
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: byteCount), as: UTF8.self)
    }

    /// MemoryPack's other form, which a .NET writer may be configured to use: the count of UTF-16 units, then they.
    private mutating func readUTF16(units: Int) -> String {
        guard units <= remaining / 2 else {
            failCount(.badLength)
            return ""
        }
        let bytes = place
        guard let byteCount = UTF16Text.utf8Length(bytes, units: units) else {
            failCount(.invalidUTF8)
            return ""
        }
        guard byteCount <= 15 || charge(memory: byteCount + WireLimits.allocationOverhead, before: 4) else { return "" }
        place += 2 * units
        return String(unsafeUninitializedCapacity: byteCount) { memory in
            UTF16Text.transcode(bytes, units: units, into: memory)
            return byteCount
        }
    }

    /// A byte array. Allocates once, unless it is empty.
    public mutating func readBytes() -> [UInt8] {
        let size = readCount(minimumSize: 1, stride: 1)
        return [UInt8](UnsafeRawBufferPointer(start: take(size), count: hasFailed ? 0 : size))
    }

    /// A byte array, or `nil` where MemoryPack's null stands.
    public mutating func readOptionalBytes() -> [UInt8]? {
        guard let size = readOptionalCount(minimumSize: 1, stride: 1) else { return nil }
        return [UInt8](UnsafeRawBufferPointer(start: take(size), count: hasFailed ? 0 : size))
    }

    /// Fills `memory` with the next bytes as they are, for a size that ``readCount(minimumSize:stride:)`` has
    /// checked. Where it was not, the rest is zeroed, so that no uninitialized byte is ever seen.
    @inlinable
    public mutating func copyChecked(into memory: UnsafeMutableRawBufferPointer) {
        guard let target = memory.baseAddress else { return }
        let size = min(memory.count, remaining)
        target.copyMemory(from: place, byteCount: size)
        if size < memory.count {
            (target + size).initializeMemory(as: UInt8.self, repeating: 0, count: memory.count - size)
        }
        place += size
    }
}
