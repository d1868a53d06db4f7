/// .NET's `decimal`: a number of up to 96 bits, divided by a power of ten, as four 32-bit parts: flags, high, low, middle.
///
/// Foundation's `Decimal` has up to 38 digits, and exponents that .NET does not know. More than 28 places behind the point
/// are rounded as .NET does it, half to even. What is too large, and NaN, is written as bytes that no reader of ours takes:
/// a wrong amount would be worse than an error at the receiver.
enum WireDecimal {
    static var maximumScale: Int { 28 }
    private static var maximum: UInt128 { 1 << 96 - 1 }

    /// The flags of what has no such form: a scale that does not exist.
    private static var refused: (flags: UInt32, number: UInt128) { (0xFF << 16, 0) }

    /// - Parameter text: An optional sign, digits, and a point with more digits.
    static func parts(of text: String) -> (flags: UInt32, number: UInt128) {
        var number: UInt128 = 0
        var scale = 0
        var isNegative = false
        var isFraction = false
        /// Half of a place, more, or less, of what was left out.
        var rest = Rest.none
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = byte - UInt8(ascii: "0")
                let (grown, overflows) = number.multipliedReportingOverflow(by: 10)
                let fits = !overflows && grown <= maximum - UInt128(digit) && scale < maximumScale && rest == .none
                if fits {
                    number = grown + UInt128(digit)
                    if isFraction { scale += 1 }
                } else {
                    guard isFraction else { return refused }
                    rest.add(digit)
                }
            default: return refused
            }
        }
        if rest == .more || rest == .half && number % 2 == 1 {
            guard number < maximum else { return refused }
            number += 1
        }
        return (UInt32(scale) << 16 | (isNegative && number > 0 ? 1 << 31 : 0), number)
    }

    /// What stands behind the digits that are kept.
    private enum Rest {
        case none, less, half, more

        mutating func add(_ digit: UInt8) {
            switch self {
            case .none: self = digit < 5 ? .less : digit == 5 ? .half : .more
            case .half where digit > 0: self = .more
            default: break
            }
        }
    }

    /// The number in digits, with as many places behind the point as its scale says.
    static func text(_ number: UInt128, scale: Int, isNegative: Bool) -> String {
        var digits = String(number)
        if digits.utf8.count <= scale {
            digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
        }
        if scale > 0 { digits.insert(".", at: digits.utf8.index(digits.utf8.endIndex, offsetBy: -scale)) }
        return isNegative && number > 0 ? "-" + digits : digits
    }
}

extension WireCursor {
    /// A .NET `decimal`.
    ///
    /// - Parameter text: The digits, as a `Decimal` describes itself. What has no such form is written as bytes that no
    ///   reader takes.
    public mutating func write(decimal text: String) {
        let (flags, number) = WireDecimal.parts(of: text)
        write(flags)
        write(UInt32(truncatingIfNeeded: number >> 64))
        write(UInt64(truncatingIfNeeded: number))
    }
}

extension WireWriter {
    /// As ``WireCursor/write(decimal:)``.
    public mutating func write(decimal text: String) {
        var cursor = cursor(reserving: 16)
        cursor.write(decimal: text)
        advance(to: cursor)
    }
}

extension WireReader {
    /// A .NET `decimal` in digits, which `Decimal(string:)` takes; a scale above 28, or other flags than scale and sign,
    /// fail with ``WireError/Code/invalidValue``. Allocates where there are more than 15.
    public mutating func readDecimal() -> String {
        let flags = readUInt32()
        let high = readUInt32()
        let low = readUInt64()
        let scale = Int(flags >> 16 & 0xFF)
        guard flags & 0x7F00_FFFF == 0, scale <= WireDecimal.maximumScale else {
            failInvalidValue(size: 16)
            return "0"
        }
        return WireDecimal.text(UInt128(high) << 64 | UInt128(low), scale: scale, isNegative: flags >> 31 == 1)
    }
}
