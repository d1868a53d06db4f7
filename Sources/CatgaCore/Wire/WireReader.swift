/// Reads values in MemoryPack's form from bytes it does not own.
///
/// Nothing a peer can send makes it trap: every read is checked against the bytes that remain, and a count is checked
/// against them, the elements left and the memory left before anything is reserved for it. The bytes must stay alive
/// and unchanged for as long as the reader is used; generated `init(decoding:)` sees to that.
public struct WireReader: ~Copyable {
    /// How deep objects may lie inside one another unless the limits say otherwise.
    public static var maximumDepth: Int { 64 }

    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let count: Int
    @usableFromInline var position: Int
    @usableFromInline var depthLeft: Int
    @usableFromInline var elementsLeft: Int
    @usableFromInline var memoryLeft: Int

    /// Reads bytes whose number somebody has checked already, under the default limits otherwise.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.init(unchecked: bytes, WireLimits())
    }

    /// - Throws: ``WireError/Code/limitExceeded`` for more bytes than the limits allow.
    public init(_ bytes: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        guard bytes.count <= limits.frameSize else { throw WireError(.limitExceeded, at: 0) }
        self.init(unchecked: bytes, limits)
    }

    private init(unchecked bytes: UnsafeRawBufferPointer, _ limits: WireLimits) {
        // No byte is read through the address of an empty buffer; any stands in for it.
        base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: UInt(1)).unsafelyUnwrapped
        count = bytes.count
        position = 0
        depthLeft = limits.depth
        elementsLeft = limits.elements
        memoryLeft = WireLimits.memory(forFrameOf: bytes.count)
    }

    /// Bytes read so far.
    @inlinable
    public var offset: Int { position }

    /// Bytes not yet read.
    @inlinable
    public var remaining: Int { count - offset }

    /// - Throws: ``WireError/Code/trailingBytes`` unless every byte was read.
    @inlinable
    public func finish() throws(WireError) {
        guard offset == count else { throw WireError(.trailingBytes, at: offset) }
    }

    /// The address of the next `size` bytes, counted as read.
    @inlinable @inline(__always)
    mutating func take(_ size: Int) throws(WireError) -> UnsafeRawPointer {
        guard size <= count - offset else { throw WireError(.truncated, at: offset) }
        let place = base + offset
        position += size
        return place
    }

    /// Passes over padding.
    @inlinable
    public mutating func skip(_ size: Int) throws(WireError) {
        _ = try take(size)
    }

    /// Counts memory that is about to be reserved.
    ///
    /// - Throws: ``WireError/Code/limitExceeded`` where it is more than the payload's bytes justify.
    @inlinable
    mutating func charge(memory size: Int) throws(WireError) {
        guard size <= memoryLeft else { throw WireError(.limitExceeded, at: offset) }
        memoryLeft -= size
    }
}
