extension WireReader {
    /// Text in either of MemoryPack's forms, strictly valid. Allocates where the text is longer than 15 bytes.
    public mutating func readString() throws(WireError) -> String {
        let start = offset
        let header = try readInt32()
        if header < WireFormat.nullCollection { return try readUTF8(byteCount: Int(~header), start: start) }
        if header == 0 { return "" }
        guard header > 0 else { throw WireError(.unexpectedNull, at: start) }
        return try readUTF16(units: Int(header), start: start)
    }

    /// Text, or `nil` where MemoryPack's null stands.
    public mutating func readOptionalString() throws(WireError) -> String? {
        let start = offset
        let header = try readInt32()
        if header == WireFormat.nullCollection { return nil }
        if header < 0 { return try readUTF8(byteCount: Int(~header), start: start) }
        if header == 0 { return "" }
        return try readUTF16(units: Int(header), start: start)
    }

    /// The UTF-16 length, which only helps readers whose strings are UTF-16, and the bytes.
    @inline(__always)
    private mutating func readUTF8(byteCount: Int, start: Int) throws(WireError) -> String {
        guard byteCount <= remaining - 4 else { throw WireError(.badLength, at: start) }
        let bytes = base + (offset + 4)
        position += 4 + byteCount
        guard UTF8Text.isValid(bytes, count: byteCount) else { throw WireError(.invalidUTF8, at: start) }
        let text = UnsafeRawBufferPointer(start: bytes, count: byteCount)
        // The bytes are valid, so nothing is repaired. Up to 15 of them lie in the string itself.
        guard byteCount > 15 else {
            return String(unsafeUninitializedCapacity: byteCount) { memory in
                UnsafeMutableRawBufferPointer(memory).copyMemory(from: text)
                return byteCount
            }
        }
        try charge(memory: byteCount + WireLimits.allocationOverhead)
        return String(decoding: text, as: UTF8.self)
    }

    /// MemoryPack's other form, which a .NET writer may be configured to use: the count of UTF-16 units, then they.
    private mutating func readUTF16(units: Int, start: Int) throws(WireError) -> String {
        guard units <= remaining / 2 else { throw WireError(.badLength, at: start) }
        let bytes = base + offset
        position += 2 * units
        guard let byteCount = UTF16Text.utf8Length(bytes, units: units) else {
            throw WireError(.invalidUTF8, at: start)
        }
        if byteCount > 15 { try charge(memory: byteCount + WireLimits.allocationOverhead) }
        return String(unsafeUninitializedCapacity: byteCount) { memory in
            UTF16Text.transcode(bytes, units: units, into: memory)
            return byteCount
        }
    }

    /// A byte array. Allocates once, unless it is empty.
    public mutating func readBytes() throws(WireError) -> [UInt8] {
        guard let bytes = try readOptionalBytes() else { throw WireError(.unexpectedNull, at: offset - 4) }
        return bytes
    }

    /// A byte array, or `nil` where MemoryPack's null stands.
    public mutating func readOptionalBytes() throws(WireError) -> [UInt8]? {
        guard let size = try readOptionalCount(minimumSize: 1, stride: 1) else { return nil }
        return [UInt8](UnsafeRawBufferPointer(start: try take(size), count: size))
    }

    /// Fills `memory` with the next bytes as they are, for a size that ``readCount(minimumSize:stride:)`` has
    /// checked. Where it was not, the rest is zeroed, so that no uninitialized byte is ever seen.
    @inlinable
    public mutating func copyChecked(into memory: UnsafeMutableRawBufferPointer) {
        guard let target = memory.baseAddress else { return }
        let size = min(memory.count, remaining)
        target.copyMemory(from: base + offset, byteCount: size)
        if size < memory.count {
            (target + size).initializeMemory(as: UInt8.self, repeating: 0, count: memory.count - size)
        }
        position += size
    }
}
