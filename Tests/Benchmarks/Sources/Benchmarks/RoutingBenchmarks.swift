import Catga
import Synchronization

/// What it costs to decide where a message goes, beside one pass over the nodes' hashes that only compares them.
enum RoutingBenchmarks {
    static func all() -> [Benchmark] {
        [3, 16, 100].flatMap { count in
            let nodes = Nodes(count)
            let pass = run(nodes) { key, list in
                var best = 0
                for index in 0..<list.hashes.count where list.hashes[index] ^ key > list.hashes[best] ^ key {
                    best = index
                }
                return best
            }
            let owner = run(nodes) { key, list in
                Rendezvous.owner(of: RoutingHash.hash(key), among: list.hashes) ?? 0
            }
            let next = run(nodes) { key, list in
                Rendezvous.next(after: list.hashes[0], of: RoutingHash.hash(key), among: list.hashes) ?? 0
            }
            let keyed = run(nodes) { key, list in
                var cursor = RouteCursor(.key, seed: RoutingHash.hash(key))
                return index(cursor.next(among: list))
            }
            let inTurn = run(nodes) { _, list in
                var cursor = RouteCursor(.any, seed: nodes.turns.turn())
                return index(cursor.next(among: list))
            }
            return [
                ("routing/key, \(count) nodes", keyed), ("routing/owner, \(count) nodes", owner),
                ("routing/next node, \(count) nodes", next), ("routing/in turn, \(count) nodes", inTurn),
            ].map {
                Benchmark(
                    name: $0.0,
                    baseline: "comparing pass",
                    operations: 100_000,
                    run: $0.1,
                    runBaseline: pass
                )
            }
        }
    }

    @inline(__always)
    private static func run(_ nodes: Nodes, _ decide: @escaping (UInt64, LiveNodes) -> Int) -> Benchmark.Run {
        .sync { operations in
            var sum = 0
            for key in 0..<operations { sum &+= decide(key, nodes.live) }
            return UInt64(truncatingIfNeeded: sum)
        }
    }

    @inline(__always)
    private static func index(_ destination: Destination?) -> Int {
        if case .node(let index)? = destination { index } else { -1 }
    }

    private final class Nodes: @unchecked Sendable {
        let turns = RoundRobin(start: 0)
        let live: LiveNodes
        private let memory: UnsafeMutableBufferPointer<UInt64>

        init(_ count: Int) {
            memory = .allocate(capacity: count)
            _ = memory.initialize(from: (0..<count).map { RoutingHash.hash("orders-\($0)") })
            live = LiveNodes(hashes: UnsafeBufferPointer(memory), localIndex: nil)
        }

        deinit { memory.deallocate() }
    }
}
