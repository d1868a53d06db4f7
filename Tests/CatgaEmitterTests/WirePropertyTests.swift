import Catga
import GoldenWire
import Testing

@Suite("Values and bytes at random")
struct WirePropertyTests {
    /// The same bytes in every run.
    private static func bytes(_ seed: Int, _ count: Int) -> [UInt8] {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    @Test("Any value is the same value after it went over the wire")
    func values() {
        for seed in 1...4_000 {
            var values = RandomValues(Self.bytes(seed, seed % 600))
            let broken = values.broken()
            #expect(broken == nil, "seed \(seed)")
        }
    }

    @Test("Any bytes are an error, or a value that is the same when it is written anew")
    func noise() {
        var decoded = 0
        // Bytes of few kinds now and then are lengths and counts that fit.
        for seed in 1...4_000 { decoded += Self.check(Self.bytes(seed, seed % 40).map { $0 % UInt8(1 + seed % 255) }) }
        #expect(decoded > 0, "some of them are values")
    }

    @Test("Broken bytes of a value are an error, or a value that is the same when it is written anew")
    func mutations() {
        var decoded = 0
        for seed in 1...20 {
            var values = RandomValues(Self.bytes(seed, 300))
            let encoded = [values.crowd().encoded(), values.report().encoded(), values.payment(depth: 5).encoded()]
            for bytes in encoded where !bytes.isEmpty {
                for noise in Self.bytes(seed, 40) {
                    var broken = bytes
                    let place = Int(noise) * bytes.count / 256
                    broken[place] ^= 1 << (noise % 8)
                    decoded += Self.check(broken)
                    broken.removeSubrange(place...)
                    decoded += Self.check(broken)
                }
            }
        }
        #expect(decoded > 100, "many of them are values")
    }

    /// - Returns: How many types took the bytes.
    private static func check(_ bytes: [UInt8]) -> Int {
        var failures: [WireError?] = [nil, nil, nil, nil, nil, nil]
        let broken = [
            WirePromises.broken(Crowd.self, by: bytes, failure: &failures[0]),
            WirePromises.broken(Report.self, by: bytes, failure: &failures[1]),
            WirePromises.broken(Payment.self, by: bytes, failure: &failures[2]),
            WirePromises.broken(Formula.self, by: bytes, failure: &failures[3]),
            WirePromises.broken(Second.Profile.self, by: bytes, failure: &failures[4]),
            WirePromises.broken(Invoice.self, by: bytes, failure: &failures[5]),
        ]
        #expect(broken.allSatisfy { $0 == nil }, "\(bytes): \(broken.compactMap { $0 })")
        return failures.count { $0 == nil }
    }
}
