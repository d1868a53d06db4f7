/// Appends values in MemoryPack's form to a buffer of its own.
///
/// The format is Cysharp's MemoryPack: little-endian numbers, objects as a member count byte and their members in
/// order, collections as an `Int32` count and their elements. The writer owns its memory and frees it when it goes;
/// it allocates when the buffer must grow and not otherwise, so a writer that is ``reset()`` and used again allocates
/// nothing.
public struct WireWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var used: Int

    /// - Parameter capacity: Bytes to reserve at once. Allocates.
    public init(capacity: Int = 256) {
        let reserved = max(capacity, 16)
        base = UnsafeMutableRawPointer.allocate(byteCount: reserved, alignment: 8)
        self.capacity = reserved
        used = 0
    }

    deinit {
        base.deallocate()
    }

    /// Bytes written so far.
    @inlinable
    public var count: Int { used }

    /// The bytes written, valid inside `body` only.
    public borrowing func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(start: base, count: used))
    }

    /// The bytes written, copied. Allocates once.
    public borrowing func bytes() -> [UInt8] {
        [UInt8](UnsafeRawBufferPointer(start: base, count: used))
    }

    /// Forgets what was written and keeps the memory.
    @inlinable
    public mutating func reset() {
        used = 0
    }

    /// Makes room for `additional` more bytes.
    @inlinable
    public mutating func reserve(_ additional: Int) {
        if capacity - used < additional { grow(by: additional) }
    }

    @usableFromInline @inline(never)
    mutating func grow(by additional: Int) {
        let grown = max(used + additional, capacity * 2)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 8)
        memory.copyMemory(from: base, byteCount: used)
        base.deallocate()
        base = memory
        capacity = grown
    }

    /// Room for `size` bytes, counted as written; the caller fills it.
    @inlinable
    mutating func advance(_ size: Int) -> UnsafeMutableRawPointer {
        reserve(size)
        let place = base + used
        used += size
        return place
    }
}

// MARK: - Numbers

extension WireWriter {
    @inlinable
    public mutating func write(_ value: Bool) { advance(1).storeBytes(of: value ? 1 : 0, as: UInt8.self) }
    @inlinable
    public mutating func write(_ value: UInt8) { advance(1).storeBytes(of: value, as: UInt8.self) }
    @inlinable
    public mutating func write(_ value: Int8) { advance(1).storeBytes(of: value, as: Int8.self) }
    @inlinable
    public mutating func write(_ value: UInt16) { advance(2).storeBytes(of: value.littleEndian, as: UInt16.self) }
    @inlinable
    public mutating func write(_ value: Int16) { advance(2).storeBytes(of: value.littleEndian, as: Int16.self) }
    @inlinable
    public mutating func write(_ value: UInt32) { advance(4).storeBytes(of: value.littleEndian, as: UInt32.self) }
    @inlinable
    public mutating func write(_ value: Int32) { advance(4).storeBytes(of: value.littleEndian, as: Int32.self) }
    @inlinable
    public mutating func write(_ value: UInt64) { advance(8).storeBytes(of: value.littleEndian, as: UInt64.self) }
    @inlinable
    public mutating func write(_ value: Int64) { advance(8).storeBytes(of: value.littleEndian, as: Int64.self) }
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
