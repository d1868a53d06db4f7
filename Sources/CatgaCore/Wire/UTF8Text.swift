/// Text as bytes: copied, measured and checked in words of eight bytes, since nearly all text on a wire is ASCII.
@usableFromInline
enum UTF8Text {
    /// The bits that only bytes outside of ASCII have.
    @inlinable
    static var highBits: UInt64 { 0x8080_8080_8080_8080 }

    /// Writes text in MemoryPack's UTF-8 form and returns the place behind it.
    @inlinable @inline(__always)
    static func write(_ value: String, at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        // Two words are handed over without counting a reference to the string.
        if let short = ShortText(value) { return write(short, at: place) }
        return writeAnyLength(value, at: place)
    }

    @usableFromInline
    static func write(_ value: ShortText, at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        let count = value.count
        guard count > 0 else {
            place.storeBytes(of: 0, as: Int32.self)
            return place + 4
        }
        let text = place + 8
        value.store(at: text)
        let units = value.isASCII ? count : utf16Length(text, count: count)
        place.storeBytes(of: (~Int32(truncatingIfNeeded: count)).littleEndian, as: Int32.self)
        place.storeBytes(of: Int32(truncatingIfNeeded: units).littleEndian, toByteOffset: 4, as: Int32.self)
        return text + count
    }

    @usableFromInline
    static func writeAnyLength(_ value: String, at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        let count = value.utf8.count
        guard count > 0 else {
            place.storeBytes(of: 0, as: Int32.self)
            return place + 4
        }
        place.storeBytes(of: (~Int32(count)).littleEndian, as: Int32.self)
        let text = place + 8
        let units =
            value.utf8.withContiguousStorageIfAvailable { bytes in
                bytes.baseAddress.map { copy($0, to: text, count: count) } ?? 0
            } ?? copyForeign(value, to: text, count: count)
        place.storeBytes(of: Int32(truncatingIfNeeded: units).littleEndian, toByteOffset: 4, as: Int32.self)
        return text + count
    }

    /// For strings that do not lie in memory as UTF-8.
    private static func copyForeign(_ value: String, to target: UnsafeMutableRawPointer, count: Int) -> Int {
        UnsafeMutableRawBufferPointer(start: target, count: count).copyBytes(from: value.utf8)
        return value.utf16.count
    }

    /// Copies valid UTF-8 and returns its length in UTF-16 units.
    @inline(__always)
    private static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int) -> Int {
        target.copyMemory(from: source, byteCount: count)
        return isASCII(source, count: count) ? count : utf16Length(source, count: count)
    }

    @inlinable @inline(__always)
    static func isASCII(_ bytes: UnsafeRawPointer, count: Int) -> Bool {
        // Two words that overlap where the text is shorter than both.
        if count >= 8 {
            let ends =
                bytes.loadUnaligned(as: UInt64.self) | bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            return ends & highBits == 0 && (count <= 16 || isASCIIBetween(bytes, count: count))
        }
        if count >= 4 {
            let ends =
                bytes.loadUnaligned(as: UInt32.self) | bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            return ends & UInt32(truncatingIfNeeded: highBits) == 0
        }
        var seen: UInt8 = 0
        for offset in 0..<count { seen |= bytes.load(fromByteOffset: offset, as: UInt8.self) }
        return seen < 0x80
    }

    /// What lies between the first eight bytes and the last.
    @usableFromInline @inline(never)
    static func isASCIIBetween(_ bytes: UnsafeRawPointer, count: Int) -> Bool {
        var seen: UInt64 = 0
        var offset = 8
        while offset < count &- 8 {
            seen |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        return seen & highBits == 0
    }

    /// Every scalar is one unit, but for those of four bytes, which are two.
    static func utf16Length(_ bytes: UnsafeRawPointer, count: Int) -> Int {
        var units = 0
        for offset in 0..<count {
            let byte = bytes.load(fromByteOffset: offset, as: UInt8.self)
            if byte & 0xC0 != 0x80 { units += 1 }
            if byte >= 0xF0 { units += 1 }
        }
        return units
    }

    /// Strictly valid: no overlong form, no surrogate, nothing above U+10FFFF (Unicode standard, table 3-7).
    @inlinable @inline(__always)
    static func isValid(_ bytes: UnsafeRawPointer, count: Int) -> Bool {
        isASCII(bytes, count: count) || isValidSlowly(bytes, count: count)
    }

    @usableFromInline @inline(never)
    static func isValidSlowly(_ bytes: UnsafeRawPointer, count: Int) -> Bool {
        var offset = 0
        while offset < count {
            let lead = bytes.load(fromByteOffset: offset, as: UInt8.self)
            if lead < 0x80 {
                offset += 1
                continue
            }
            guard let shape = shape(of: lead), shape.length <= count - offset else { return false }
            let second = bytes.load(fromByteOffset: offset + 1, as: UInt8.self)
            guard second >= shape.least, second <= shape.greatest else { return false }
            for position in 2..<max(shape.length, 2) {
                guard bytes.load(fromByteOffset: offset + position, as: UInt8.self) & 0xC0 == 0x80 else { return false }
            }
            offset += shape.length
        }
        return true
    }

    /// How long a scalar is that begins with `lead`, and what its second byte may be.
    private static func shape(of lead: UInt8) -> (length: Int, least: UInt8, greatest: UInt8)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xE1...0xEF: (3, 0x80, 0xBF)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        default: nil
        }
    }
}
