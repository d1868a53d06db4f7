/// Ids as text: thirteen characters of Crockford's base 32, which sort as text the way the ids sort as numbers.
///
/// The digits are `0…9 A…Z` without `I L O U`, five bits each from the top, with leading zeros. Reading takes lower case as
/// well, `i` and `l` for 1 and `o` for 0, as Douglas Crockford's "Base 32" lays down.
public enum SnowflakeText {
    /// Characters, which are ASCII, of every id.
    public static var byteCount: Int { 13 }

    /// The text of an id. Does not allocate: the string is short enough to be held in place.
    public static func text(of id: UInt64) -> String {
        String(unsafeUninitializedCapacity: byteCount) { bytes in
            write(id, into: UnsafeMutableRawBufferPointer(bytes))
            return byteCount
        }
    }

    /// Writes the text of an id. Does not allocate.
    ///
    /// - Parameter bytes: Room for ``byteCount`` bytes at least; only these are written.
    public static func write(_ id: UInt64, into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= byteCount, "an id's text takes 13 bytes")
        for place in 0..<byteCount {
            let digit = UInt8(truncatingIfNeeded: id >> UInt64(5 * (byteCount - 1 - place)) & 31)
            bytes[place] = character(digit)
        }
    }

    /// - Throws: ``CatgaError/Code/malformed`` where the text is not thirteen digits of a 64-bit number.
    public static func id(of text: String) throws(CatgaError) -> UInt64 {
        var reader = Reader()
        for byte in text.utf8 { try reader.take(byte) }
        return try reader.finish()
    }

    /// The same from bytes. Does not allocate.
    ///
    /// - Throws: As ``id(of:)-(String)``.
    public static func id(of bytes: UnsafeRawBufferPointer) throws(CatgaError) -> UInt64 {
        var reader = Reader()
        for place in 0..<bytes.count { try reader.take(bytes[place]) }
        return try reader.finish()
    }

    private struct Reader {
        private var id: UInt64 = 0
        private var count = 0

        mutating func take(_ byte: UInt8) throws(CatgaError) {
            guard let digit = SnowflakeText.digit(byte) else {
                throw SnowflakeText.malformed("character \(count + 1) is not a digit of base 32")
            }
            guard count < SnowflakeText.byteCount else { throw SnowflakeText.malformed("it is longer") }
            guard id >> 59 == 0 else { throw SnowflakeText.malformed("it is more than 64 bits") }
            id = id << 5 | UInt64(digit)
            count += 1
        }

        func finish() throws(CatgaError) -> UInt64 {
            guard count == SnowflakeText.byteCount else { throw SnowflakeText.malformed("it is shorter") }
            return id
        }
    }

    private static func malformed(_ reason: String) -> CatgaError {
        CatgaError(code: .malformed, message: "An id is 13 characters 0…9 and A…Z without I, L, O, U; \(reason)")
    }

    /// The ASCII character of 0…31.
    private static func character(_ digit: UInt8) -> UInt8 {
        guard digit >= 10 else { return 0x30 + digit }
        var letter = 0x41 + digit - 10
        // The letters that are left out push up those behind them, one after the other.
        if letter >= 0x49 { letter += 1 }
        if letter >= 0x4C { letter += 1 }
        if letter >= 0x4F { letter += 1 }
        if letter >= 0x55 { letter += 1 }
        return letter
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        let upper = character >= 0x61 && character <= 0x7A ? character - 0x20 : character
        switch upper {
        case 0x30...0x39: return upper - 0x30
        case 0x41...0x48: return upper - 0x41 + 10
        case 0x49, 0x4C: return 1
        case 0x4A...0x4B: return upper - 0x4A + 18
        case 0x4D...0x4E: return upper - 0x4D + 20
        case 0x4F: return 0
        case 0x50...0x54: return upper - 0x50 + 22
        case 0x56...0x5A: return upper - 0x56 + 27
        default: return nil
        }
    }
}
