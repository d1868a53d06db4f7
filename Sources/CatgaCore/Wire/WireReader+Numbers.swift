extension WireReader {
    @inlinable
    public mutating func readBool() throws(WireError) -> Bool {
        switch try readUInt8() {
        case 0: return false
        case 1: return true
        default: throw WireError(.invalidValue, at: offset - 1)
        }
    }
    @inlinable
    public mutating func readUInt8() throws(WireError) -> UInt8 { try take(1).load(as: UInt8.self) }
    @inlinable
    public mutating func readInt8() throws(WireError) -> Int8 { try take(1).load(as: Int8.self) }
    @inlinable
    public mutating func readUInt16() throws(WireError) -> UInt16 {
        UInt16(littleEndian: try take(2).loadUnaligned(as: UInt16.self))
    }
    @inlinable
    public mutating func readInt16() throws(WireError) -> Int16 {
        Int16(littleEndian: try take(2).loadUnaligned(as: Int16.self))
    }
    @inlinable
    public mutating func readUInt32() throws(WireError) -> UInt32 {
        UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
    }
    @inlinable
    public mutating func readInt32() throws(WireError) -> Int32 {
        Int32(littleEndian: try take(4).loadUnaligned(as: Int32.self))
    }
    @inlinable
    public mutating func readUInt64() throws(WireError) -> UInt64 {
        UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))
    }
    @inlinable
    public mutating func readInt64() throws(WireError) -> Int64 {
        Int64(littleEndian: try take(8).loadUnaligned(as: Int64.self))
    }
    /// - Throws: ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    @inlinable
    public mutating func readUInt() throws(WireError) -> UInt {
        guard let value = UInt(exactly: try readUInt64()) else { throw WireError(.invalidValue, at: offset - 8) }
        return value
    }
    /// - Throws: ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    @inlinable
    public mutating func readInt() throws(WireError) -> Int {
        guard let value = Int(exactly: try readInt64()) else { throw WireError(.invalidValue, at: offset - 8) }
        return value
    }
    @inlinable
    public mutating func readFloat() throws(WireError) -> Float { Float(bitPattern: try readUInt32()) }
    @inlinable
    public mutating func readDouble() throws(WireError) -> Double { Double(bitPattern: try readUInt64()) }
}
