import CWireBaseline
import CWirePeers
import Catga
import WireMessages

/// The wire rows beside other serializers' C++, from the library that `Tests/Benchmarks/wire-peers` makes.
enum WirePeers {
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// - Throws: Where there is no such library, or what a peer encoded says something else than the order.
    static func all(library: String) throws -> [Benchmark] {
        let bytes = Order.sample().encoded()
        // Kept for the process, as the peers keep it.
        let order = UnsafeMutablePointer<cwire_order>.allocate(capacity: 1)
        order.initialize(to: cwire_order())
        precondition(cwire_decode_fresh(bytes, bytes.count, order) == 0, "the baseline reads our bytes")
        var count = 0
        var reason: UnsafePointer<CChar>?
        guard let peers = cwire_load_peers(library, order, &count, &reason) else {
            throw Unusable(description: reason.map { String(cString: $0) } ?? "'\(library)' has no peers")
        }
        return try UnsafeBufferPointer(start: peers, count: count).map { try benchmark($0, bytes) }
    }

    private static func benchmark(_ peer: cwire_peer, _ bytes: [UInt8]) throws -> Benchmark {
        let name = String(cString: peer.name)
        guard let run = peer.run, let sum = peer.sum else { throw Unusable(description: "'\(name)' has no functions") }
        let ours: (name: String, run: Benchmark.Run, result: UInt64) =
            switch peer.kind {
            case cwire_peer_encode: ("wire/encode, reused buffer", WireBenchmarks.encodeReused, UInt64(peer.size))
            case cwire_peer_decode: ("wire/decode, strict UTF-8", WireBenchmarks.decodeOwned, WireSum.sample.lengths)
            default: ("wire/view, all fields", WireBenchmarks.viewAll, WireSum.sample.inPlace)
            }
        // Neither does less than it says.
        guard sum() == WireSum.sample.inPlace, run(3) == 3 &* ours.result else {
            throw Unusable(description: "'\(name)' reads another order than was encoded")
        }
        return Benchmark(
            name: ours.name,
            baseline: "\(name) (\(peer.size) B; ours \(bytes.count) B)",
            operations: 20_000,
            run: ours.run,
            runBaseline: .sync { run($0) }
        )
    }
}
