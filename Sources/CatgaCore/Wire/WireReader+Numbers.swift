extension WireReader {
    @inlinable @inline(__always)
    public mutating func readBool() -> Bool {
        guard place < end, place.load(as: UInt8.self) <= 1 else {
            fail(place < end ? .invalidValue : .truncated)
            return false
        }
        place += 1
        return (place - 1).load(as: UInt8.self) == 1
    }
    @inlinable @inline(__always)
    public mutating func readUInt8() -> UInt8 {
        guard let place = take(1) else { return 0 }
        return place.load(as: UInt8.self)
    }
    @inlinable @inline(__always)
    public mutating func readInt8() -> Int8 {
        guard let place = take(1) else { return 0 }
        return place.load(as: Int8.self)
    }
    @inlinable @inline(__always)
    public mutating func readUInt16() -> UInt16 {
        guard let place = take(2) else { return 0 }
        return UInt16(littleEndian: place.loadUnaligned(as: UInt16.self))
    }
    @inlinable @inline(__always)
    public mutating func readInt16() -> Int16 {
        guard let place = take(2) else { return 0 }
        return Int16(littleEndian: place.loadUnaligned(as: Int16.self))
    }
    @inlinable @inline(__always)
    public mutating func readUInt32() -> UInt32 {
        guard let place = take(4) else { return 0 }
        return UInt32(littleEndian: place.loadUnaligned(as: UInt32.self))
    }
    @inlinable @inline(__always)
    public mutating func readInt32() -> Int32 {
        guard let place = take(4) else { return 0 }
        return Int32(littleEndian: place.loadUnaligned(as: Int32.self))
    }
    @inlinable @inline(__always)
    public mutating func readUInt64() -> UInt64 {
        guard let place = take(8) else { return 0 }
        return UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
    }
    @inlinable @inline(__always)
    public mutating func readInt64() -> Int64 {
        guard let place = take(8) else { return 0 }
        return Int64(littleEndian: place.loadUnaligned(as: Int64.self))
    }
    /// Fails with ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    @inlinable @inline(__always)
    public mutating func readUInt() -> UInt {
        guard let value = UInt(exactly: readUInt64()) else {
            fail(.invalidValue, before: 8)
            return 0
        }
        return value
    }
    /// Fails with ``WireError/Code/invalidValue`` where the number does not fit this platform's width.
    @inlinable @inline(__always)
    public mutating func readInt() -> Int {
        guard let value = Int(exactly: readInt64()) else {
            fail(.invalidValue, before: 8)
            return 0
        }
        return value
    }
    @inlinable @inline(__always)
    public mutating func readFloat() -> Float { Float(bitPattern: readUInt32()) }
    @inlinable @inline(__always)
    public mutating func readDouble() -> Double { Double(bitPattern: readUInt64()) }
}
