import CatgaCore

/// Random numbers that are the same in every run: SplitMix64, whose mixer the routing hash shares.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return RoutingHash.mix(state &- 0x9E37_79B9_7F4A_7C15)
    }
}
