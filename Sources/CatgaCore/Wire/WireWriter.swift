/// Appends values in MemoryPack's form to a buffer of its own.
///
/// The format is Cysharp's MemoryPack: little-endian numbers, objects as a member count byte and their members in
/// order, collections as an `Int32` count and their elements. The writer owns its memory and frees it when it goes;
/// it allocates when the buffer must grow and not otherwise.
public struct WireWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    /// Bytes written so far.
    public private(set) var count: Int

    /// - Parameter capacity: Bytes to reserve at once. Allocates.
    public init(capacity: Int = 256) {
        let reserved = max(capacity, 16)
        base = UnsafeMutableRawPointer.allocate(byteCount: reserved, alignment: 8)
        self.capacity = reserved
        count = 0
    }

    deinit {
        base.deallocate()
    }

    /// The bytes written, valid inside `body` only.
    public borrowing func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// The bytes written, copied. Allocates once.
    public borrowing func bytes() -> [UInt8] {
        [UInt8](UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Forgets what was written and keeps the memory.
    public mutating func reset() {
        count = 0
    }

    /// Makes room for `additional` more bytes.
    public mutating func reserve(_ additional: Int) {
        guard capacity - count < additional else { return }
        let grown = max(count + additional, capacity * 2)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 8)
        memory.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = memory
        capacity = grown
    }

    /// Room for `size` bytes, counted as written; the caller fills it.
    mutating func advance(_ size: Int) -> UnsafeMutableRawPointer {
        reserve(size)
        let place = base + count
        count += size
        return place
    }
}

// MARK: - Numbers

extension WireWriter {
    public mutating func write(_ value: Bool) { advance(1).storeBytes(of: value ? 1 : 0, as: UInt8.self) }
    public mutating func write(_ value: UInt8) { advance(1).storeBytes(of: value, as: UInt8.self) }
    public mutating func write(_ value: Int8) { advance(1).storeBytes(of: value, as: Int8.self) }
    public mutating func write(_ value: UInt16) { advance(2).storeBytes(of: value.littleEndian, as: UInt16.self) }
    public mutating func write(_ value: Int16) { advance(2).storeBytes(of: value.littleEndian, as: Int16.self) }
    public mutating func write(_ value: UInt32) { advance(4).storeBytes(of: value.littleEndian, as: UInt32.self) }
    public mutating func write(_ value: Int32) { advance(4).storeBytes(of: value.littleEndian, as: Int32.self) }
    public mutating func write(_ value: UInt64) { advance(8).storeBytes(of: value.littleEndian, as: UInt64.self) }
    public mutating func write(_ value: Int64) { advance(8).storeBytes(of: value.littleEndian, as: Int64.self) }
    /// 64 bits, whatever the platform's own width.
    public mutating func write(_ value: UInt) { write(UInt64(value)) }
    /// 64 bits, whatever the platform's own width.
    public mutating func write(_ value: Int) { write(Int64(value)) }
    public mutating func write(_ value: Float) { write(value.bitPattern) }
    public mutating func write(_ value: Double) { write(value.bitPattern) }
}

// MARK: - Text and blocks

extension WireWriter {
    /// Text in MemoryPack's UTF-8 form: the inverted byte count, the UTF-16 length, the bytes. Empty text is one zero
    /// `Int32`. The string must be shorter than 2 GiB.
    public mutating func write(_ value: String) {
        let byteCount = value.utf8.count
        guard byteCount > 0 else { return write(Int32(0)) }
        write(~Int32(byteCount))
        write(Int32(value.utf16.count))
        let place = advance(byteCount)
        UnsafeMutableRawBufferPointer(start: place, count: byteCount).copyBytes(from: value.utf8)
    }

    /// Bytes as they are, without a count.
    public mutating func write(block bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        advance(bytes.count).copyMemory(from: start, byteCount: bytes.count)
    }

    /// `size` zero bytes.
    public mutating func write(zeros size: Int) {
        guard size > 0 else { return }
        advance(size).initializeMemory(as: UInt8.self, repeating: 0, count: size)
    }
}

// MARK: - Structure

extension WireWriter {
    /// Starts an object of `members` members, at most 249.
    public mutating func write(objectOf members: UInt8) { write(members) }

    /// A null in place of an object.
    public mutating func writeNullObject() { write(WireFormat.nullObject) }

    /// Starts a collection of `elements` elements, fewer than 2³¹.
    public mutating func write(collectionOf elements: Int) { write(Int32(elements)) }

    /// A null in place of a collection or text.
    public mutating func writeNullCollection() { write(WireFormat.nullCollection) }

    /// Starts a nullable number that has a value: the flag, padded to the number's size. The number follows.
    public mutating func write(presentOfSize size: Int) {
        write(UInt8(1))
        write(zeros: size - 1)
    }

    /// A nullable number without a value: the flag and the number, all zero.
    public mutating func write(absentOfSize size: Int) { write(zeros: size * 2) }
}

/// The reserved numbers of MemoryPack's format (its specification calls them null object and null collection), and
/// sizes that generated code adds up.
public enum WireFormat {
    static let nullObject: UInt8 = 255
    static let nullCollection: Int32 = -1

    /// Bytes that `write(_: String)` takes.
    public static func size(of text: String) -> Int {
        let byteCount = text.utf8.count
        return byteCount == 0 ? 4 : 8 + byteCount
    }
}
