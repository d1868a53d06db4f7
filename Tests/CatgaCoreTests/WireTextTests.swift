import CatgaCore
import Testing

@Suite("Text on the wire")
struct WireTextTests {
    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var writer = WireWriter()
        writer.write(~Int32(bytes.count))
        writer.write(Int32(0))
        bytes.withUnsafeBytes { writer.write(block: $0) }
        return writer.bytes()
    }

    private static func utf16(_ units: [UInt16]) -> [UInt8] {
        var writer = WireWriter()
        writer.write(Int32(units.count))
        for unit in units { writer.write(unit) }
        return writer.bytes()
    }

    /// Reads a text at the end of the bytes, and once more with others behind it, which are no text.
    private static func read(_ bytes: [UInt8]) -> Result<String, WireError> {
        let alone = read(bytes, behind: 0)
        #expect(read(bytes, behind: 24) == alone)
        return alone
    }

    private static func read(_ bytes: [UInt8], behind: Int) -> Result<String, WireError> {
        (bytes + [UInt8](repeating: 0xFF, count: behind)).withUnsafeBytes { all in
            do throws(WireError) {
                var reader = WireReader(all)
                let text = reader.readString()
                #expect(reader.remaining == behind || reader.hasFailed)
                reader.skip(behind)
                try reader.finish()
                return .success(text)
            } catch {
                return .failure(error)
            }
        }
    }

    static let texts: [String] =
        ["", "a", "1234567", "12345678", "123456789012345", "1234567890123456", "Grüße 🚚"]
        + ["流-雪", String(repeating: "long ", count: 50), String(repeating: "ü", count: 200), "\u{10FFFF}", "\0"]

    @Test("Text of any length and script survives, and its UTF-16 length is told", arguments: texts)
    func roundTrip(text: String) {
        var writer = WireWriter()
        writer.write(text)
        let bytes = writer.bytes()
        #expect(bytes.count == WireFormat.size(of: text))
        #expect(Self.read(bytes) == .success(text))
        guard !text.isEmpty else { return }
        let units = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(units == text.utf16.count)
    }

    @Test("A text of any length is the string that the standard library makes of the same bytes", arguments: 1...40)
    func lengths(length: Int) {
        for scalars in ["abcdefghijklmnopqrstuvwxyz", "aü流🚚\0"] {
            var text = ""
            for scalar in String(repeating: scalars, count: 41).unicodeScalars
            where text.utf8.count + String(scalar).utf8.count <= length { text.unicodeScalars.append(scalar) }
            let bytes = Array(text.utf8)
            guard case .success(var read) = Self.read(Self.utf8(bytes)) else {
                Issue.record("not read")
                return
            }
            #expect(read == text)
            #expect(Array(read.utf8) == bytes)
            #expect(read.hashValue == text.hashValue)
            #expect(read.utf16.count == text.utf16.count)
            #expect(read.utf8Span.isKnownASCII == text.utf8Span.isKnownASCII)
            read += "!"
            #expect(read == text + "!")
            // A long string, and a part of one, are not laid out as a short one is.
            for text in [read, String((read + read).dropFirst(read.count)), String(read.dropLast())] {
                var writer = WireWriter()
                writer.write(text)
                #expect(Self.read(writer.bytes()) == .success(text))
            }
        }
    }

    @Test("The UTF-16 form is read as well", arguments: texts)
    func utf16(text: String) {
        #expect(Self.read(Self.utf16(Array(text.utf16))) == .success(text))
    }

    @Test(
        "Ill-formed UTF-8 is refused, never repaired",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0x61, 0xE2, 0x82],
            [0xF1, 0x80, 0x80, 0x41],
        ] as [[UInt8]]
    )
    func illFormed(bytes: [UInt8]) {
        for padding in [0, 7, 8, 15, 16, 40] {
            let text = [UInt8](repeating: 0x61, count: padding) + bytes
            #expect(Self.read(Self.utf8(text)) == .failure(WireError(.invalidUTF8, at: 0)))
        }
    }

    @Test("What the standard library finds valid is accepted, for every pair of first bytes")
    func agreesWithTheStandardLibrary() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let text = [first, second, 0x80, 0x80]
                let expected = String(validating: text, as: UTF8.self)
                let found = try? Self.read(Self.utf8(text)).get()
                #expect(found == expected)
            }
        }
    }

    @Test(
        "A surrogate that stands alone is refused",
        arguments: [[0xD800], [0xDC00, 0xD800], [0xD800, 0x41]] as [[UInt16]])
    func loneSurrogates(units: [UInt16]) {
        #expect(Self.read(Self.utf16(units)) == .failure(WireError(.invalidUTF8, at: 0)))
    }
}
