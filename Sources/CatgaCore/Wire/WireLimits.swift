/// How much a reader takes from a peer before it refuses the bytes.
///
/// The limits hold whatever the bytes say: a count is checked against the bytes that remain, the elements left and the
/// memory left before anything is reserved for it.
public struct WireLimits: Hashable, Sendable {
    /// Bytes of one payload; 1 MiB unless said otherwise.
    public var frameSize: Int
    /// Elements of all collections of one payload together; 1,048,576 unless said otherwise.
    public var elements: Int
    /// How deep objects may lie inside one another; 64 unless said otherwise.
    public var depth: Int

    @inlinable
    public init(frameSize: Int = 1 << 20, elements: Int = 1 << 20, depth: Int = 64) {
        self.frameSize = frameSize
        self.elements = elements
        self.depth = depth
    }

    /// Bytes of memory that the collections and texts of a payload of `frameSize` bytes may take: four times as much as
    /// came over the wire, and 1 MiB, so that small payloads never meet it.
    @inlinable
    static func memory(forFrameOf frameSize: Int) -> Int { (1 << 20) + 4 * frameSize }

    /// What an allocation takes besides its elements: the header of the object, and the allocator's own.
    @inlinable public static var allocationOverhead: Int { 48 }
}
