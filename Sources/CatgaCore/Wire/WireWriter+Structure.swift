// MARK: - Text and blocks

extension WireWriter {
    /// Text in MemoryPack's UTF-8 form: the inverted byte count, the UTF-16 length, the bytes. Empty text is one zero
    /// `Int32`. The string must be shorter than 2 GiB. Allocates nothing but what the buffer grows by.
    @inlinable
    public mutating func write(_ value: String) {
        let end = UTF8Text.write(value, at: cursor(reserving: WireFormat.size(of: value)).place)
        advance(to: WireCursor(unsafelyAt: end))
    }

    /// Text, or MemoryPack's null.
    @inlinable
    public mutating func write(optional value: String?) {
        if let value { write(value) } else { writeNullCollection() }
    }

    /// A byte array: the count, and the bytes.
    @inlinable
    public mutating func write(bytes: [UInt8]) {
        write(collectionOf: bytes.count)
        write(block: bytes.span.bytes)
    }

    /// Bytes as they are, without a count.
    @inlinable
    public mutating func write(block bytes: RawSpan) {
        bytes.withUnsafeBytes { write(block: $0) }
    }

    /// Bytes as they are, without a count.
    @inlinable
    public mutating func write(block bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        advance(bytes.count).copyMemory(from: start, byteCount: bytes.count)
    }

    /// `size` zero bytes.
    @inlinable
    public mutating func write(zeros size: Int) {
        guard size > 0 else { return }
        advance(size).initializeMemory(as: UInt8.self, repeating: 0, count: size)
    }
}

// MARK: - Structure

extension WireWriter {
    /// Starts an object of `members` members, at most 249.
    @inlinable
    public mutating func write(objectOf members: UInt8) { write(members) }

    /// A null in place of an object.
    @inlinable
    public mutating func writeNullObject() { write(WireFormat.nullObject) }

    /// Starts a collection of `elements` elements, fewer than 2³¹.
    @inlinable
    public mutating func write(collectionOf elements: Int) { write(Int32(elements)) }

    /// A null in place of a collection or text.
    @inlinable
    public mutating func writeNullCollection() { write(WireFormat.nullCollection) }

    /// Starts a nullable number that has a value: the flag, padded to the number's size. The number follows.
    @inlinable
    public mutating func write(presentOfSize size: Int) {
        write(UInt8(1))
        write(zeros: size - 1)
    }

    /// A nullable number without a value: the flag and the number, all zero.
    @inlinable
    public mutating func write(absentOfSize size: Int) { write(zeros: size * 2) }
}
