import Catga
import Foundation
import GoldenWire
import Testing

@Suite("Decimals")
struct DecimalTests {
    private static func decimal(_ text: String) throws -> Decimal { try #require(Decimal(string: text)) }

    private static func written(_ text: String) throws -> [UInt8] {
        var writer = WireWriter()
        writer.write(decimal: try decimal(text).description)
        return writer.bytes()
    }

    private static func read(_ bytes: [UInt8]) throws -> Decimal {
        let text = try bytes.withUnsafeBytes { bytes throws(WireError) in
            var reader = WireReader(bytes)
            let text = reader.readDecimal()
            try reader.finish()
            return text
        }
        return try decimal(text)
    }

    private static func parts(_ flags: UInt32, high: UInt32, low: UInt64) -> [UInt8] {
        var writer = WireWriter()
        writer.write(flags)
        writer.write(high)
        writer.write(low)
        return writer.bytes()
    }

    @Test("A decimal is .NET's sixteen bytes: flags, high, low, middle")
    func bytes() throws {
        #expect(try Self.written("0") == Self.parts(0, high: 0, low: 0))
        #expect(try Self.written("-1.5") == Self.parts(0x8001_0000, high: 0, low: 15))
        // decimal.MaxValue and MinValue.
        let most = Self.parts(0, high: .max, low: .max)
        #expect(try Self.written("79228162514264337593543950335") == most)
        #expect(try Self.read(most) == Self.decimal("79228162514264337593543950335"))
        #expect(
            try Self.written("-79228162514264337593543950335") == Self.parts(0x8000_0000, high: .max, low: .max))
        #expect(try Self.written("0.0000000000000000000000000001") == Self.parts(28 << 16, high: 0, low: 1))
        #expect(try Self.written("18446744073709551616.25") == Self.parts(2 << 16, high: 100, low: 25))
    }

    @Test(
        "What .NET can express survives",
        arguments: ["0", "1", "-1", "1.50", "0.1", "-0.0001", "123456789.987654321", "7.9228162514264337593543950335"]
    )
    func survives(text: String) throws {
        #expect(try Self.read(Self.written(text)) == Self.decimal(text))
    }

    @Test("Zero has no sign, and zeros behind the point are no other number")
    func zeros() throws {
        #expect(try Self.read(Self.parts(0x8000_0000, high: 0, low: 0)) == 0)
        #expect(try Self.read(Self.parts(0x8002_0000, high: 0, low: 0)) == 0)
        #expect(try Self.read(Self.parts(3 << 16, high: 0, low: 1500)) == Self.decimal("1.5"))
    }

    @Test(
        "More places than .NET has are rounded, half to even",
        arguments: [
            ("0.00000000000000000000000000005", "0"),
            ("0.00000000000000000000000000015", "0.0000000000000000000000000002"),
            ("0.000000000000000000000000000051", "0.0000000000000000000000000001"),
            ("1.00000000000000000000000000004", "1"),
            ("-79228162514264337593543950334.5", "-79228162514264337593543950334"),
        ]
    )
    func rounded(text: String, expected: String) throws {
        #expect(try Self.read(Self.written(text)) == Self.decimal(expected))
    }

    @Test("What is too large, and NaN, is an error at the receiver, never another number")
    func refused() throws {
        for value in [try Self.decimal("79228162514264337593543950336"), try Self.decimal("-1e60"), Decimal.nan] {
            let invoice = Invoice(total: value, discount: nil, lines: [], rates: [:])
            #expect(throws: WireError(.invalidValue, at: 1, in: "total")) { try Invoice(decoding: invoice.encoded()) }
        }
    }

    @Test(
        "A scale or flags that .NET does not know are refused",
        arguments: [29 << 16, 0xFF << 16, 1, 1 << 24, 1 << 30] as [UInt32])
    func flags(flags: UInt32) {
        #expect(throws: WireError(.invalidValue, at: 0)) { try Self.read(Self.parts(flags, high: 0, low: 1)) }
    }

    @Test("A decimal survives in every position, in a value and in its view")
    func positions() throws {
        let value = Invoice(
            total: try Self.decimal("99.95"), discount: try Self.decimal("-0.5"), lines: [1, try Self.decimal("2.25")],
            rates: ["tax": try Self.decimal("0.19")]
        )
        let bytes = value.encoded()
        #expect(bytes.count == value.encodedSize)
        #expect(try Invoice(decoding: bytes) == value)
        try Invoice.View.read(bytes.span.bytes) { (view) throws(WireError) in
            let (total, discount, lines, rates) = (view.total, view.discount, try view.lines, try view.rates)
            #expect(total == value.total && discount == value.discount && lines == value.lines && rates == value.rates)
        }
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) { try Invoice(decoding: Array(bytes[..<length])) }
        }
    }
}
