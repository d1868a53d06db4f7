/// Reads values in MemoryPack's form from bytes it does not own.
///
/// Nothing a peer can send makes it trap: every read is checked against the bytes that remain, and a count is checked
/// before anything is reserved for it. The bytes must stay alive and unchanged for as long as the reader is used;
/// generated `init(decoding:)` sees to that.
public struct WireReader: ~Copyable {
    /// How deep objects may lie inside one another.
    public static var maximumDepth: Int { 64 }

    let base: UnsafeRawPointer?
    let count: Int
    /// Bytes read so far.
    public private(set) var offset: Int
    private var depth: Int

    public init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress
        count = bytes.count
        offset = 0
        depth = 0
    }

    /// Bytes not yet read.
    public var remaining: Int { count - offset }

    /// - Throws: ``WireError/Code/trailingBytes`` unless every byte was read.
    public func finish() throws(WireError) {
        guard offset == count else { throw WireError(.trailingBytes, at: offset) }
    }

    /// The address of the next `size` bytes, counted as read.
    mutating func take(_ size: Int) throws(WireError) -> UnsafeRawPointer {
        guard let base, size <= count - offset else { throw WireError(.truncated, at: offset) }
        let place = base + offset
        offset += size
        return place
    }
}

// MARK: - Numbers

extension WireReader {
    public mutating func readBool() throws(WireError) -> Bool {
        switch try readUInt8() {
        case 0: return false
        case 1: return true
        default: throw WireError(.invalidValue, at: offset - 1)
        }
    }
    public mutating func readUInt8() throws(WireError) -> UInt8 { try take(1).load(as: UInt8.self) }
    public mutating func readInt8() throws(WireError) -> Int8 { try take(1).load(as: Int8.self) }
    public mutating func readUInt16() throws(WireError) -> UInt16 {
        UInt16(littleEndian: try take(2).loadUnaligned(as: UInt16.self))
    }
    public mutating func readInt16() throws(WireError) -> Int16 {
        Int16(littleEndian: try take(2).loadUnaligned(as: Int16.self))
    }
    public mutating func readUInt32() throws(WireError) -> UInt32 {
        UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
    }
    public mutating func readInt32() throws(WireError) -> Int32 {
        Int32(littleEndian: try take(4).loadUnaligned(as: Int32.self))
    }
    public mutating func readUInt64() throws(WireError) -> UInt64 {
        UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))
    }
    public mutating func readInt64() throws(WireError) -> Int64 {
        Int64(littleEndian: try take(8).loadUnaligned(as: Int64.self))
    }
    /// - Throws: ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    public mutating func readUInt() throws(WireError) -> UInt {
        guard let value = UInt(exactly: try readUInt64()) else { throw WireError(.invalidValue, at: offset - 8) }
        return value
    }
    /// - Throws: ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    public mutating func readInt() throws(WireError) -> Int {
        guard let value = Int(exactly: try readInt64()) else { throw WireError(.invalidValue, at: offset - 8) }
        return value
    }
    public mutating func readFloat() throws(WireError) -> Float { Float(bitPattern: try readUInt32()) }
    public mutating func readDouble() throws(WireError) -> Double { Double(bitPattern: try readUInt64()) }
}

// MARK: - Text and blocks

extension WireReader {
    /// Text in MemoryPack's UTF-8 form, strictly valid. Allocates where the text is longer than 15 bytes.
    public mutating func readString() throws(WireError) -> String {
        let start = offset
        guard let text = try readOptionalString() else { throw WireError(.unexpectedNull, at: start) }
        return text
    }

    /// Text, or `nil` where MemoryPack's null stands.
    public mutating func readOptionalString() throws(WireError) -> String? {
        let start = offset
        let header = try readInt32()
        if header == 0 { return "" }
        if header == WireFormat.nullCollection { return nil }
        if header < 0 { return try readUTF8(byteCount: Int(~header), start: start) }
        return try readUTF16(units: header, start: start)
    }

    private mutating func readUTF8(byteCount: Int, start: Int) throws(WireError) -> String {
        _ = try readInt32()  // The UTF-16 length only helps readers whose strings are UTF-16.
        guard byteCount <= remaining else { throw WireError(.badLength, at: start) }
        let bytes = UnsafeRawBufferPointer(start: try take(byteCount), count: byteCount)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw WireError(.invalidUTF8, at: start) }
        return text
    }

    /// MemoryPack's other form, which a .NET writer may be configured to use: the count of UTF-16 units, then they.
    private mutating func readUTF16(units: Int32, start: Int) throws(WireError) -> String {
        guard Int(units) <= remaining / 2 else { throw WireError(.badLength, at: start) }
        var codeUnits: [UInt16] = []
        codeUnits.reserveCapacity(Int(units))
        for _ in 0..<units { codeUnits.append(try readUInt16()) }
        guard let text = String(validating: codeUnits, as: UTF16.self) else { throw WireError(.invalidUTF8, at: start) }
        return text
    }

    /// Fills `memory` with the next bytes as they are, for a size that ``readCount(minimumSize:)`` has
    /// checked. Where it was not, the rest is zeroed, so that no uninitialized byte is ever seen.
    public mutating func copyChecked(into memory: UnsafeMutableRawBufferPointer) {
        guard let target = memory.baseAddress, let base else { return }
        let size = min(memory.count, remaining)
        target.copyMemory(from: base + offset, byteCount: size)
        (target + size).initializeMemory(as: UInt8.self, repeating: 0, count: memory.count - size)
        offset += size
    }

    /// Passes over padding.
    public mutating func skip(_ size: Int) throws(WireError) {
        _ = try take(size)
    }
}

// MARK: - Structure

extension WireReader {
    /// The number of members of an object, at most `members`; each ``readObject(members:)`` that returns a value is
    /// paired with an ``endObject()``.
    ///
    /// - Returns: `nil` where MemoryPack's null stands.
    public mutating func readOptionalObject(members: UInt8) throws(WireError) -> UInt8? {
        let sent = try readUInt8()
        if sent == WireFormat.nullObject { return nil }
        guard sent <= members else { throw WireError(.tooManyMembers, at: offset - 1) }
        guard depth < Self.maximumDepth else { throw WireError(.tooDeep, at: offset - 1) }
        depth += 1
        return sent
    }

    public mutating func readObject(members: UInt8) throws(WireError) -> UInt8 {
        let start = offset
        guard let sent = try readOptionalObject(members: members) else { throw WireError(.unexpectedNull, at: start) }
        return sent
    }

    public mutating func endObject() {
        depth -= 1
    }

    /// An object stands next, not MemoryPack's null; the null is passed over.
    public mutating func readIsPresent() throws(WireError) -> Bool {
        let header = try take(1).load(as: UInt8.self)
        guard header != WireFormat.nullObject else { return false }
        offset -= 1
        return true
    }

    /// The flag of a nullable number and its padding; where it says no, the number's place is passed over too.
    public mutating func readIsPresent(size: Int) throws(WireError) -> Bool {
        let isPresent = try readBool()
        try skip(size - 1)
        if !isPresent { try skip(size) }
        return isPresent
    }

    /// The number of elements of a collection.
    ///
    /// - Parameter minimumSize: The least bytes an element takes. A count that the remaining bytes cannot hold is
    ///   refused before anything is reserved.
    /// - Returns: `nil` where MemoryPack's null stands.
    public mutating func readOptionalCount(minimumSize: Int) throws(WireError) -> Int? {
        let elements = try readInt32()
        if elements == WireFormat.nullCollection { return nil }
        guard elements >= 0, Int(elements) <= remaining / max(minimumSize, 1) else {
            throw WireError(.badLength, at: offset - 4)
        }
        return Int(elements)
    }

    public mutating func readCount(minimumSize: Int) throws(WireError) -> Int {
        let start = offset
        guard let elements = try readOptionalCount(minimumSize: minimumSize) else {
            throw WireError(.unexpectedNull, at: start)
        }
        return elements
    }

    /// How many of `elements` to make room for at once: a small count wholly, a large one as it proves true, since an
    /// element may take far more memory than wire.
    public func reservation(for elements: Int) -> Int { min(elements, 1024) }

    /// - Throws: ``WireError/Code/missingMember``; called by generated code where a member has no default.
    public func missingMember() -> WireError { WireError(.missingMember, at: offset) }

    /// Called by generated code for a raw value of `size` bytes that no case has.
    public func invalidValue(size: Int) -> WireError { WireError(.invalidValue, at: offset - size) }

    /// Called by generated code for a key or element that was there before.
    public func duplicateKey() -> WireError { WireError(.duplicateKey, at: offset) }
}
