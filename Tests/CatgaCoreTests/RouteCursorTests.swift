import CatgaCore
import Testing

@Suite("Routes")
struct RouteCursorTests {
    private let hashes = (0..<5).map { RoutingHash.hash("orders-\($0)") }

    private func destinations(
        _ kind: Route.Kind,
        seed: UInt64 = 0,
        local: Int?,
        count: Int = 5
    ) -> [Destination] {
        hashes.prefix(count).withUnsafeBufferPointer { hashes in
            var cursor = RouteCursor(kind, seed: seed)
            var found: [Destination] = []
            while let next = cursor.next(among: LiveNodes(hashes: hashes, localIndex: local)) { found.append(next) }
            #expect(cursor.next(among: LiveNodes(hashes: hashes, localIndex: local)) == nil)
            return found
        }
    }

    @Test("A local message goes to this process or nowhere")
    func local() {
        #expect(destinations(.local, local: 2) == [.local])
        #expect(destinations(.local, local: nil) == [])
    }

    @Test("Local-first goes elsewhere only where this process has no handler")
    func localFirst() {
        #expect(destinations(.localFirst, seed: 3, local: 0) == [.local])
        #expect(destinations(.localFirst, seed: 3, local: nil) == [3, 4, 0, 1, 2].map { .node($0) })
        #expect(destinations(.localFirst, local: nil, count: 0) == [])
    }

    @Test("Any goes round, and on failure to each other node once; this process is one of them")
    func any() {
        #expect(destinations(.any, seed: 11, local: 3) == [.node(1), .node(2), .local, .node(4), .node(0)])
        #expect(destinations(.any, seed: .max >> 1, local: nil, count: 1) == [.node(0)])
        #expect(destinations(.any, local: nil, count: 0) == [])
    }

    @Test("A key goes through the nodes in rendezvous order")
    func key() {
        let key = RoutingHash.hash(42)
        let order = hashes.indices.sorted {
            Rendezvous.weight(keyHash: key, nodeHash: hashes[$0])
                > Rendezvous.weight(keyHash: key, nodeHash: hashes[$1])
        }
        #expect(destinations(.key, seed: key, local: nil) == order.map { .node($0) })
        #expect(destinations(.key, seed: key, local: order[1]).prefix(2) == [.node(order[0]), .local])
    }

    @Test("A key's next node is not one that was tried, though the list changes in between")
    func changingList() {
        let key = RoutingHash.hash(7)
        var random = SeededGenerator(seed: 19)
        for _ in 0..<200 {
            var cursor = RouteCursor(.key, seed: key)
            var tried: Set<UInt64> = []
            for _ in 0..<5 {
                let list = hashes.shuffled(using: &random).dropLast(Int.random(in: 0...2, using: &random))
                let answer = list.withUnsafeBufferPointer {
                    cursor.next(among: LiveNodes(hashes: $0, localIndex: nil))
                }
                guard case .node(let index) = answer else { break }
                #expect(tried.insert(list[index]).inserted)
            }
        }
    }

    @Test("Broadcast and replicated messages have one destination")
    func everywhere() {
        #expect(destinations(.broadcast, local: nil, count: 0) == [.everyNode])
        #expect(destinations(.replicated, local: 1) == [.orderedLog])
    }

    @Test("A message for one node finds it by its hash")
    func oneNode() {
        hashes.withUnsafeBufferPointer {
            let nodes = LiveNodes(hashes: $0, localIndex: nil)
            #expect(nodes.index(of: hashes[4]) == 4)
            #expect(nodes.index(of: 1) == nil)
        }
    }

    @Test("Turns go round evenly, and do not start at one node for all processes")
    func turns() {
        let turns = RoundRobin(start: RoutingHash.hash("orders-1"))
        var load = [0, 0, 0]
        for _ in 0..<300 { load[RoundRobin.index(of: turns.turn(), count: 3) ?? 0] += 1 }
        #expect(load == [100, 100, 100])
        let starts = hashes.map { RoundRobin.index(of: RoundRobin(start: $0).turn(), count: 5) }
        #expect(Set(starts).count > 1)
        #expect(RoundRobin.index(of: 9, count: 0) == nil)
    }
}
