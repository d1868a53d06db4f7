/// The 64-bit hash that decides which node a key belongs to. Part of the wire: every node, in whatever language, must
/// compute the same.
///
/// The hash of bytes starts from the mixed byte count, and takes in eight bytes at a time, little-endian, the last word
/// filled up with zeros: `hash = mix(hash ^ word)`. A node's hash is that of its id's UTF-8 bytes.
public enum RoutingHash {
    /// Spreads every bit of a word over all of them; different words stay different.
    ///
    /// The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
    /// 2014), with the constants of David Stafford's variant 13 of MurmurHash3's. The golden ratio is added first, as
    /// SplitMix64's step does, so that 0 does not stay 0.
    @inlinable
    public static func mix(_ word: UInt64) -> UInt64 {
        var mixed = word &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Not for secrets: whoever chooses the keys can choose them to meet on one node. Does not allocate.
    @inlinable
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = mix(UInt64(bytes.count))
        var offset = 0
        while offset + 8 <= bytes.count {
            hash = mix(hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        guard offset < bytes.count else { return hash }
        var word: UInt64 = 0
        for place in offset..<bytes.count { word |= UInt64(bytes[place]) << UInt64(8 * (place - offset)) }
        return mix(hash ^ word)
    }

    /// The hash of an integer key: that of its eight little-endian bytes. Narrower integers are widened first, signed
    /// ones with their sign.
    @inlinable
    public static func hash(_ key: UInt64) -> UInt64 {
        mix(mix(8) ^ key)
    }

    /// The hash of a string's UTF-8 bytes; of a node's id as well. Does not allocate where the string is native.
    public static func hash(_ text: String) -> UInt64 {
        var hash = mix(UInt64(text.utf8.count))
        var word: UInt64 = 0
        var filled: UInt64 = 0
        for byte in text.utf8 {
            word |= UInt64(byte) << filled
            filled += 8
            guard filled == 64 else { continue }
            hash = mix(hash ^ word)
            word = 0
            filled = 0
        }
        return filled == 0 ? hash : mix(hash ^ word)
    }
}
