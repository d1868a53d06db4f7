import Catga
import Foundation
import GoldenWire
import Testing

@Suite("Layouts, unions and .NET values")
struct LayoutTests {
    static let sample = Sample(isValid: true, value: 1.5, sensor: 0x0102, spot: Spot(x: -1, y: 7), quality: .good)

    static func report() throws -> Report {
        Report(
            samples: [sample, Sample(isValid: false, value: 0, sensor: 0, spot: Spot(x: 0, y: 0), quality: nil)],
            spot: Spot(x: 1, y: 2),
            spots: [3: Spot(x: 4, y: 5)],
            date: Date(timeIntervalSinceReferenceDate: 781_000_000.123_456_7),
            dates: [nil, Date(timeIntervalSinceReferenceDate: 0)],
            id: try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF")),
            names: [UUID(): "someone"],
            duration: .seconds(-90) + .nanoseconds(100),
            timeout: .milliseconds(5)
        )
    }

    @Test("A fixed struct lies as C lays it out, its padding zero")
    func fixedBytes() {
        let expected: [UInt8] =
            [1, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0xF8, 0x3F] + [2, 1, 0, 0]
            + [0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0] + [1, 2, 0, 0]
        #expect(Self.sample.encoded() == expected)
        #expect(Self.sample.encodedSize == 32)
    }

    @Test("Whatever stands in the padding, the value is the same and is written with zeros")
    func padding() throws {
        var bytes = Self.sample.encoded()
        for place in [1, 7, 18, 19, 26, 27, 30, 31] { bytes[place] = 0xEE }
        let value = try Sample(decoding: bytes)
        #expect(value == Self.sample)
        #expect(value.encoded() == Self.sample.encoded())
    }

    @Test("Fixed structs and .NET values survive in every position")
    func roundTrip() throws {
        let value = try Self.report()
        let bytes = value.encoded()
        #expect(bytes.count == value.encodedSize)
        #expect(try Report(decoding: bytes) == value)
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) { try Report(decoding: Array(bytes[..<length])) }
        }
    }

    @Test("A date is DateTime's ticks with the bit for UTC; a Guid begins with little-endian numbers")
    func valueBytes() throws {
        var writer = WireWriter()
        writer.write(dateTime: Date(timeIntervalSince1970: 0).timeIntervalSinceReferenceDate)
        writer.write(guid: try Self.report().id.uuid)
        writer.write(timeSpan: .seconds(1))
        let ticks: UInt64 = 621_355_968_000_000_000 | 1 << 62
        let date = withUnsafeBytes(of: ticks.littleEndian) { Array($0) }
        let guid: [UInt8] = [
            0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF,
        ]
        #expect(writer.bytes() == date + guid + [0x80, 0x96, 0x98, 0, 0, 0, 0, 0])
    }

    @Test("The dates of .NET's own vectors are the days they say")
    func vectorDates() throws {
        // `createdAt` of `outbox-message-nonempty.bin`.
        let bytes: [UInt8] = [0x00, 0x57, 0x07, 0xBD, 0x38, 0x44, 0xDC, 0x48]
        let seconds = try bytes.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            let seconds = reader.readDateTime()
            try reader.finish()
            return seconds
        }
        let parts = Calendar(identifier: .gregorian).dateComponents(
            in: .gmt, from: Date(timeIntervalSinceReferenceDate: seconds))
        #expect(parts.year == 2024 || parts.year == 2025 || parts.year == 2026)
        var writer = WireWriter()
        writer.write(dateTime: seconds)
        #expect(writer.bytes() == bytes)
    }

    @Test("What .NET cannot express becomes the nearest that it can; a local time is refused")
    func extremes() {
        for seconds in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
            var writer = WireWriter()
            writer.write(dateTime: seconds)
            #expect(writer.count == 8)
        }
        for duration in [Duration.seconds(Int64.max), .seconds(Int64.min)] {
            var writer = WireWriter()
            writer.write(timeSpan: duration)
            #expect(writer.bytes().last == (duration < .zero ? 0x80 : 0x7F))
        }
        for high in [UInt8(0x80), 0xC0, 0x3F] {
            let error = [0, 0, 0, 0, 0, 0, 0, high].withUnsafeBytes { bytes -> WireError? in
                do throws(WireError) {
                    var reader = WireReader(bytes)
                    _ = reader.readDateTime()
                    try reader.check()
                    return nil
                } catch {
                    return error
                }
            }
            #expect(error == WireError(.invalidValue, at: 0))
        }
    }

    @Test(
        "A union is the number of its case and an object of its values",
        arguments: [
            (Payment.cash, [0, 0]),
            (.card(number: "4", 7), [1, 2, 0xFE, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0x34, 7, 0, 0, 0]),
            (.transfer(nil), [2, 1, 255]),
            (.split([.cash], tip: [:]), [3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ] as [(Payment, [UInt8])]
    )
    func unionBytes(payment: Payment, expected: [UInt8]) throws {
        #expect(payment.encoded() == expected)
        #expect(payment.encodedSize == expected.count)
        #expect(try Payment(decoding: expected) == payment)
    }

    @Test("A wide tag is read, an unknown case and a null are refused")
    func unionTags() throws {
        #expect(try Payment(decoding: [250, 0, 0, 0]) == .cash)
        #expect(throws: WireError(.invalidValue, at: 0)) { try Payment(decoding: [9, 0]) }
        #expect(throws: WireError(.invalidValue, at: 0)) { try Payment(decoding: [250, 255, 0]) }
        #expect(throws: WireError(.unexpectedNull, at: 0)) { try Payment(decoding: [255]) }
        #expect(throws: WireError(.badLength, at: 2, in: "split")) { try Payment(decoding: [3, 2, 1, 0, 0, 9]) }
    }

    @Test("Indirect cases are read to the depth limit and no deeper")
    func indirect() throws {
        var formula = Formula.number(1)
        for _ in 0..<63 { formula = .negated(formula) }
        #expect(try Formula(decoding: formula.encoded()) == formula)
        let bytes = Formula.negated(formula).encoded()
        let error = #expect(throws: WireError.self) { try Formula(decoding: bytes) }
        #expect(error?.code == .tooDeep)
        let sum = Formula.sum(left: .number(2), right: .negated(.number(3)))
        #expect(try Formula(decoding: sum.encoded()) == sum)
    }

    // MARK: - Version-tolerant

    @Test("A version-tolerant object begins with the lengths of its members")
    func tolerantBytes() throws {
        let value = First.Profile(id: 1, name: "n")
        #expect(value.encoded() == [2, 8, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0x6E])
        let long = First.Profile(id: 1, name: String(repeating: "x", count: 120))
        #expect(Array(long.encoded()[..<5]) == [2, 8, 0x84, 128, 0])
        let longer = First.Profile(id: 1, name: String(repeating: "x", count: 40_000))
        #expect(try First.Profile(decoding: longer.encoded()) == longer)
        #expect(longer.encoded().count == longer.encodedSize)
    }

    @Test("An older reader passes over what it does not know, a newer one fills in defaults")
    func bothWays() throws {
        let newer = Second.Profile(id: 1, name: "n", tags: ["t"], age: 9, origin: First.Profile(id: 2, name: "o"))
        #expect(try First.Profile(decoding: newer.encoded()) == First.Profile(id: 1, name: "n"))
        let older = First.Profile(id: 3, name: "m")
        #expect(try Second.Profile(decoding: older.encoded()) == Second.Profile(id: 3, name: "m"))
        #expect(try Second.Profile(decoding: newer.encoded()) == newer)
    }

    @Test("A member that was left out and has no default is missing; wrong lengths are refused")
    func tolerantFaults() {
        #expect(throws: WireError(.missingMember, at: 3, in: "id")) {
            try Second.Profile(decoding: [2, 0, 0])
        }
        let bytes = First.Profile(id: 1, name: "n").encoded()
        for (place, value) in [(1, 7), (1, 9), (2, 8), (2, 10), (2, 0x87), (0, 250)] as [(Int, UInt8)] {
            var broken = bytes
            broken[place] = value
            #expect(throws: WireError.self) { try First.Profile(decoding: broken) }
        }
        for bit in 0..<bytes.count * 8 {
            var broken = bytes
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            _ = try? Second.Profile(decoding: broken)
        }
    }
}
