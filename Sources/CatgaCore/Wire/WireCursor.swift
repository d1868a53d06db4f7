/// A place in a ``WireWriter``'s memory where generated code stores a value whose size it has reserved.
///
/// Being one address, it lies in a register while a value is written, and no store has to ask for room. Nothing is
/// checked: whoever writes through it has reserved `encodedSize` bytes with ``WireWriter/cursor(reserving:)`` and hands
/// the end back to ``WireWriter/advance(to:)``. Write by hand with ``WireWriter`` instead.
public struct WireCursor {
    @usableFromInline var place: UnsafeMutableRawPointer

    /// - Parameter place: Memory for all that will be stored.
    @inlinable
    public init(unsafelyAt place: UnsafeMutableRawPointer) {
        self.place = place
    }
}

extension WireWriter {
    /// Makes room for `size` bytes and returns where they begin.
    @inlinable
    public mutating func cursor(reserving size: Int) -> WireCursor {
        reserve(size)
        return WireCursor(unsafelyAt: base + used)
    }

    /// Counts what was stored through a cursor as written.
    @inlinable
    public mutating func advance(to end: WireCursor) {
        used = UnsafeMutableRawPointer(base).distance(to: end.place)
        assert(used <= capacity, "encodedSize was too small")
    }
}

extension WireCursor {
    /// The bytes that `write` stores. Allocates once.
    ///
    /// - Parameter size: How many they are.
    @inlinable
    public static func bytes(_ size: Int, _ write: (WireCursor) -> WireCursor) -> [UInt8] {
        // To copy from the stack is cheaper than an array that begins without values: Swift 6.3 looks the metadata up for
        // each of those, which takes longer than all the rest.
        if size <= 1024 {
            return withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { memory in
                guard let start = memory.baseAddress else { return [] }
                let end = write(WireCursor(unsafelyAt: start)).place
                assert(start.distance(to: end) == size, "encodedSize is wrong")
                return [UInt8](UnsafeRawBufferPointer(start: start, count: start.distance(to: end)))
            }
        }
        return [UInt8](unsafeUninitializedCapacity: size) { memory, initialized in
            guard let base = memory.baseAddress else { return }
            let start = UnsafeMutableRawPointer(base)
            initialized = start.distance(to: write(WireCursor(unsafelyAt: start)).place)
            assert(initialized == size, "encodedSize is wrong")
        }
    }
}

// MARK: - Numbers

extension WireCursor {
    @inlinable
    public mutating func write(_ value: Bool) { write(value ? 1 : 0 as UInt8) }
    @inlinable
    public mutating func write(_ value: UInt8) {
        place.storeBytes(of: value, as: UInt8.self)
        place += 1
    }
    @inlinable
    public mutating func write(_ value: Int8) { write(UInt8(bitPattern: value)) }
    @inlinable
    public mutating func write(_ value: UInt16) {
        place.storeBytes(of: value.littleEndian, as: UInt16.self)
        place += 2
    }
    @inlinable
    public mutating func write(_ value: Int16) { write(UInt16(bitPattern: value)) }
    @inlinable
    public mutating func write(_ value: UInt32) {
        place.storeBytes(of: value.littleEndian, as: UInt32.self)
        place += 4
    }
    @inlinable
    public mutating func write(_ value: Int32) { write(UInt32(bitPattern: value)) }
    @inlinable
    public mutating func write(_ value: UInt64) {
        place.storeBytes(of: value.littleEndian, as: UInt64.self)
        place += 8
    }
    @inlinable
    public mutating func write(_ value: Int64) { write(UInt64(bitPattern: value)) }
    /// 64 bits, whatever the platform's own width.
    @inlinable
    public mutating func write(_ value: UInt) { write(UInt64(value)) }
    /// 64 bits, whatever the platform's own width.
    @inlinable
    public mutating func write(_ value: Int) { write(Int64(value)) }
    @inlinable
    public mutating func write(_ value: Float) { write(value.bitPattern) }
    @inlinable
    public mutating func write(_ value: Double) { write(value.bitPattern) }
}

// MARK: - Text, blocks, structure

extension WireCursor {
    @inlinable
    public mutating func write(_ value: String) {
        place = UTF8Text.write(value, at: place)
    }

    /// Text, or MemoryPack's null.
    @inlinable
    public mutating func write(optional value: String?) {
        if let value { write(value) } else { writeNullCollection() }
    }

    /// A byte array: the count, and the bytes.
    @inlinable @inline(__always)
    public mutating func write(bytes: [UInt8]) {
        write(collectionOf: bytes.count)
        write(block: bytes.span.bytes)
    }

    @inlinable @inline(__always)
    public mutating func write(block bytes: RawSpan) {
        bytes.withUnsafeBytes { write(block: $0) }
    }

    @inlinable @inline(__always)
    public mutating func write(block bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        let size = bytes.count
        if size >= 8, size <= 16 {
            // Two words that overlap: names and keys are of such a size, and a call takes longer.
            let last = start.loadUnaligned(fromByteOffset: size &- 8, as: UInt64.self)
            place.storeBytes(of: start.loadUnaligned(as: UInt64.self), as: UInt64.self)
            place.storeBytes(of: last, toByteOffset: size &- 8, as: UInt64.self)
        } else {
            place.copyMemory(from: start, byteCount: size)
        }
        place += size
    }

    @inlinable
    public mutating func write(zeros size: Int) {
        guard size > 0 else { return }
        place.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        place += size
    }

    @inlinable
    public mutating func write(objectOf members: UInt8) { write(members) }

    @inlinable
    public mutating func writeNullObject() { write(WireFormat.nullObject) }

    /// The count of a collection, fewer than 2³¹.
    @inlinable
    public mutating func write(collectionOf elements: Int) { write(Int32(elements)) }

    @inlinable
    public mutating func writeNullCollection() { write(WireFormat.nullCollection) }

    @inlinable
    public mutating func write(presentOfSize size: Int) {
        write(UInt8(1))
        write(zeros: size - 1)
    }

    @inlinable
    public mutating func write(absentOfSize size: Int) { write(zeros: size * 2) }
}
