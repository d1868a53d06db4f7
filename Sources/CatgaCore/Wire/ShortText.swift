/// Strings of up to 15 bytes, which lie in the `String` value itself.
///
/// The public ways to make and to read one go through memory, where the bytes are checked again and wait for one another:
/// several times the cost of all else that a short text on the wire takes. Where a `String` is the two words that are
/// known here, which ``isLayoutKnown`` asks of the compiler's own, the words are taken and made directly; elsewhere the
/// public way is taken. The layout is part of the library's stable interface on Apple's platforms, and the same on Linux.
@usableFromInline
struct ShortText {
    /// The first eight bytes.
    @usableFromInline var low: UInt64
    /// Up to seven more bytes; the highest byte holds their number and what the string is.
    @usableFromInline var high: UInt64

    @inlinable
    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    static var maximumCount: Int { 15 }

    /// A constant to the optimizer.
    @inlinable @inline(__always)
    static var isLayoutKnown: Bool {
        #if _pointerBitWidth(_64) && _endian(little)
        let words = unsafeBitCast("catga" as String, to: ShortText.self)
        return words.low == 0x61_6774_6163 && words.high == 0xE500_0000_0000_0000
        #else
        return false
        #endif
    }
}

// MARK: - Making

extension ShortText {
    /// The string whose words these are.
    @inlinable @inline(__always)
    var string: String {
        var words = self
        // Moved out, since a cast would count a reference that a short string does not have.
        return withUnsafeMutablePointer(to: &words) {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: String.self).move()
        }
    }

    /// Bytes from a text's count on that ``init(unchecked:count:)`` may read.
    @inlinable
    static var readableSize: Int { 24 }

    /// The bytes of a text in MemoryPack's UTF-8 form, and zeros behind them.
    ///
    /// - Parameters:
    ///   - place: Of its count, with ``readableSize`` bytes to be read.
    ///   - count: 1 to 15.
    @inlinable @inline(__always)
    init(unchecked place: UnsafeRawPointer, count: Int32) {
        low = place.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        if count <= 8 {
            low &= .max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            high = 0
        } else {
            high = place.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
            high &= .max &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count)
        }
    }

    /// As ``string``, of so many bytes that are all ASCII.
    @inlinable @inline(__always)
    func asciiString(count: Int32) -> String {
        ShortText(low: low, high: high | (0xE0 | UInt64(truncatingIfNeeded: count)) &<< 56).string
    }

    /// - Parameters:
    ///   - bytes: Valid UTF-8, at most ``maximumCount`` bytes.
    ///   - isASCII: None of them is outside of ASCII.
    @inline(__always)
    static func string(_ bytes: UnsafeRawPointer, count: Int, isASCII: Bool) -> String {
        #if _pointerBitWidth(_64) && _endian(little)
        if isLayoutKnown {
            return ShortText(bytes, count: count, isASCII: isASCII).string
        }
        #endif
        return String(unsafeUninitializedCapacity: count) { memory in
            UnsafeMutableRawBufferPointer(memory).copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: count))
            return count
        }
    }

    /// Reads no byte behind the last.
    @inline(__always)
    private init(_ bytes: UnsafeRawPointer, count: Int, isASCII: Bool) {
        let form: UInt64 = isASCII ? 0xE0 : 0xA0
        high = (form | UInt64(truncatingIfNeeded: count)) &<< 56
        if count >= 8 {
            low = bytes.loadUnaligned(as: UInt64.self)
            // The last eight bytes, without those that the first word has. Two steps, as a shift by 64 is none.
            let last = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            high |= (last &>> UInt64(truncatingIfNeeded: 8 &* (15 &- count))) &>> 8
        } else if count >= 4 {
            let last = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            low = UInt64(bytes.loadUnaligned(as: UInt32.self))
            low |= last &<< UInt64(truncatingIfNeeded: 8 &* (count &- 4))
        } else {
            low = 0
            for offset in 0..<count {
                let byte = UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self))
                low |= byte &<< UInt64(truncatingIfNeeded: 8 &* offset)
            }
        }
    }
}

// MARK: - Reading

extension ShortText {
    /// `nil` for a string that does not lie in its own two words.
    @inlinable @inline(__always)
    init?(_ text: String) {
        #if _pointerBitWidth(_64) && _endian(little)
        guard Self.isLayoutKnown else { return nil }
        self = unsafeBitCast(text, to: ShortText.self)
        guard high & 0x2000_0000_0000_0000 != 0 else { return nil }
        #else
        return nil
        #endif
    }

    var count: Int { Int(truncatingIfNeeded: high &>> 56 & 0xF) }

    var isASCII: Bool { high & 0x4000_0000_0000_0000 != 0 }

    /// Stores the bytes and none behind them.
    @inline(__always)
    func store(at place: UnsafeMutableRawPointer) {
        let count = count
        if count >= 8 {
            let shift = UInt64(truncatingIfNeeded: 8 &* (count &- 8))
            let last = (low &>> shift) | ((high &<< 8) &<< (56 &- shift))
            place.storeBytes(of: low, as: UInt64.self)
            place.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
        } else if count >= 4 {
            let last = low &>> UInt64(truncatingIfNeeded: 8 &* (count &- 4))
            place.storeBytes(of: UInt32(truncatingIfNeeded: low), as: UInt32.self)
            place.storeBytes(of: UInt32(truncatingIfNeeded: last), toByteOffset: count &- 4, as: UInt32.self)
        } else {
            for offset in 0..<count {
                let byte = UInt8(truncatingIfNeeded: low &>> UInt64(truncatingIfNeeded: 8 &* offset))
                place.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
            }
        }
    }
}
