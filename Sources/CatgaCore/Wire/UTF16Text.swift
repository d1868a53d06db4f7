/// Text in little-endian UTF-16, as a .NET writer may send it, on its way to UTF-8.
enum UTF16Text {
    /// Bytes of the text as UTF-8, or `nil` where a surrogate stands alone.
    static func utf8Length(_ bytes: UnsafeRawPointer, units: Int) -> Int? {
        var length = 0
        var position = 0
        while position < units {
            let unit = unit(bytes, position)
            if unit & 0xF800 != 0xD800 {
                length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
                position += 1
                continue
            }
            guard unit < 0xDC00, position + 1 < units, self.unit(bytes, position + 1) & 0xFC00 == 0xDC00 else {
                return nil
            }
            length += 4
            position += 2
        }
        return length
    }

    /// Writes the text, which ``utf8Length(_:units:)`` has found to be valid and to fit.
    static func transcode(_ bytes: UnsafeRawPointer, units: Int, into target: UnsafeMutableBufferPointer<UInt8>) {
        var end = 0
        func put(_ value: UInt32) {
            guard end < target.count else { return }
            target[end] = UInt8(truncatingIfNeeded: value)
            end += 1
        }
        var position = 0
        while position < units {
            var scalar = unit(bytes, position)
            position += 1
            if scalar & 0xF800 == 0xD800, position < units {
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(bytes, position) & 0x3FF)
                position += 1
            }
            switch scalar {
            case 0..<0x80: put(scalar)
            case 0x80..<0x800: put(0xC0 | scalar >> 6)
            case 0x800..<0x10000:
                put(0xE0 | scalar >> 12)
                put(0x80 | scalar >> 6 & 0x3F)
            default:
                put(0xF0 | scalar >> 18)
                put(0x80 | scalar >> 12 & 0x3F)
                put(0x80 | scalar >> 6 & 0x3F)
            }
            if scalar >= 0x80 { put(0x80 | scalar & 0x3F) }
        }
    }

    private static func unit(_ bytes: UnsafeRawPointer, _ position: Int) -> UInt32 {
        UInt32(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * position, as: UInt16.self)))
    }
}
