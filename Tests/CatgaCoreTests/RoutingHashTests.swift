import CatgaCore
import Testing

@Suite("Routing hash")
struct RoutingHashTests {
    @Test("It is the mixer of SplitMix64")
    func reference() {
        // The first numbers of SplitMix64 from the seed 0, as its authors' program prints them.
        let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
        #expect(RoutingHash.mix(0) == 0xE220_A839_7B1D_CDAF)
        #expect(RoutingHash.mix(golden) == 0x6E78_9E6A_A1B9_65F4)
        #expect(RoutingHash.mix(golden &* 2) == 0x06C4_5D18_8009_454F)
    }

    @Test("Text hashes like its bytes, and an integer like its eight little-endian bytes")
    func forms() {
        for length in 0...40 {
            let text = String((0..<length).map { Character(UnicodeScalar(UInt8(33 + $0))) })
            #expect(RoutingHash.hash(text) == Array(text.utf8).withUnsafeBytes { RoutingHash.hash($0) })
        }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            let key = random.next()
            #expect(RoutingHash.hash(key) == withUnsafeBytes(of: key.littleEndian) { RoutingHash.hash($0) })
        }
    }

    @Test("Bytes that differ only in trailing zeros hash differently")
    func lengths() {
        let hashes = (0...24).map { count in
            [UInt8](repeating: 0, count: count).withUnsafeBytes { RoutingHash.hash($0) }
        }
        #expect(Set(hashes).count == hashes.count)
    }

    @Test("One changed bit changes about half of the hash")
    func avalanche() {
        var random = SeededGenerator(seed: 5)
        var changed = 0
        for _ in 0..<2000 {
            let key = random.next()
            let bit = UInt64.random(in: 0..<64, using: &random)
            changed += (RoutingHash.hash(key) ^ RoutingHash.hash(key ^ 1 << bit)).nonzeroBitCount
        }
        #expect((31.5...32.5).contains(Double(changed) / 2000))
    }
}
