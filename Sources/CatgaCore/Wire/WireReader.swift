/// Reads values in MemoryPack's form from bytes it does not own.
///
/// Nothing a peer can send makes it trap: every read is checked against the bytes that remain, and a count is checked
/// against them, the elements left and the memory left before anything is reserved for it. The bytes must stay alive
/// and unchanged for as long as the reader is used; generated `init(decoding:)` sees to that.
///
/// Reading does not throw. The first failure is kept, and from then on every number read is zero, and every text and
/// collection empty: so a type is read in a straight line, and whoever reads asks once, with ``check()`` or ``finish()``,
/// before the value is used.
public struct WireReader: ~Copyable {
    /// How deep objects may lie inside one another unless the limits say otherwise.
    public static var maximumDepth: Int { 64 }

    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let end: UnsafeRawPointer
    /// Where the next byte is read, never behind `end`.
    @usableFromInline var place: UnsafeRawPointer
    @usableFromInline var depthLeft: Int
    @usableFromInline var elementsLeft: Int
    @usableFromInline var memoryLeft: Int
    /// The bytes were read once already, and their text was found to be valid.
    @usableFromInline let isTrusted: Bool
    /// The number of the member that is being read, in the object that is being read. Set by generated code.
    public var member: UInt8 = 0
    /// The first failure; allocated when it happens.
    @usableFromInline var failure: UnsafeMutablePointer<WireFailure>?

    /// Reads bytes whose number somebody has checked already, under the default limits otherwise.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.init(unchecked: bytes, WireLimits())
    }

    /// Reads again what has been read without an error, and was within the limits then.
    @inlinable @inline(__always)
    init(trusted bytes: UnsafeRawBufferPointer) {
        self.init(unchecked: bytes, WireLimits(elements: .max, depth: .max), isTrusted: true)
        memoryLeft = .max
    }

    /// Reads one member for itself, whose collections have been counted within the limits, and nothing was reserved for them.
    init(member bytes: UnsafeRawBufferPointer, memory: Int) {
        self.init(unchecked: bytes, WireLimits(elements: .max, depth: .max))
        memoryLeft = memory
    }

    /// Fails at once with ``WireError/Code/limitExceeded`` for more bytes than the limits allow.
    @inlinable @inline(__always)
    public init(_ bytes: UnsafeRawBufferPointer, limits: WireLimits) {
        self.init(unchecked: bytes, limits)
        if bytes.count > limits.frameSize { fail(.limitExceeded) }
    }

    /// As ``init(_:limits:)``. The span must outlive the reader, as a caller's own parameter does.
    @inlinable @inline(__always)
    public init(unsafelyLent bytes: RawSpan, limits: WireLimits) {
        self.init(bytes.withUnsafeBytes { $0 }, limits: limits)
    }

    @inlinable @inline(__always)
    init(unchecked bytes: UnsafeRawBufferPointer, _ limits: WireLimits, isTrusted: Bool = false) {
        self.isTrusted = isTrusted
        // No byte is read through the address of an empty buffer; any stands in for it.
        base = bytes.baseAddress ?? Self.nowhere
        end = base + bytes.count
        place = base
        depthLeft = limits.depth
        elementsLeft = limits.elements
        memoryLeft = WireLimits.memory(forFrameOf: bytes.count)
    }

    @inlinable
    deinit {
        if let failure { WireFailure.discard(failure) }
    }

    /// Bytes read so far; all of them after a failure.
    @inlinable
    public var offset: Int { position }

    @inlinable
    var position: Int {
        get { base.distance(to: place) }
        set { place = base + newValue }
    }

    @inlinable
    var count: Int { base.distance(to: end) }

    /// Bytes not yet read.
    @inlinable
    public var remaining: Int { place.distance(to: end) }

    /// Something could not be read.
    @inlinable
    public var hasFailed: Bool { failure != nil }

    /// Notes that what lies `size` bytes before this place is not the value it should be, unless something failed before.
    /// Allocates.
    ///
    /// What fails is handed over in parts and not with the reader's address, so that the compiler may keep the place in a
    /// register from one number to the next.
    @inlinable @inline(__always)
    mutating func fail(_ code: WireError.Code, before size: Int = 0) {
        failure = WireFailure.noted(failure, code, base, place - size, member, depthLeft)
        place = end
    }

    /// - Throws: The first failure, if there was one.
    @inlinable
    public borrowing func check() throws(WireError) {
        if let failure { throw failure.pointee.error }
    }

    /// - Throws: The first failure, or ``WireError/Code/trailingBytes`` unless every byte was read.
    @inlinable
    public borrowing func finish() throws(WireError) {
        try check()
        guard place == end else { throw WireError(.trailingBytes, at: position) }
    }

    /// The address of the next `size` bytes, counted as read, or `nil` after a failure.
    @inlinable @inline(__always)
    mutating func take(_ size: Int) -> UnsafeRawPointer? {
        guard size <= remaining else {
            fail(.truncated)
            return nil
        }
        let start = place
        place = start + size
        return start
    }

    /// Passes over padding.
    @inlinable
    public mutating func skip(_ size: Int) {
        _ = take(size)
    }

    /// Counts memory that is about to be reserved, or fails with ``WireError/Code/limitExceeded`` where it is more than
    /// the payload's bytes justify.
    ///
    /// - Parameter before: As that of ``fail(_:before:)``.
    /// - Returns: Whether it may be reserved.
    @inline(__always)
    mutating func charge(memory size: Int, before: Int = 0) -> Bool {
        guard size <= memoryLeft else {
            fail(.limitExceeded, before: before)
            return false
        }
        memoryLeft -= size
        return true
    }
}
