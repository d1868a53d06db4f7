import CatgaCore
import Testing

@Suite("Rendezvous hashing")
struct RendezvousTests {
    private static func names(_ count: Int) -> [UInt64] {
        (0..<count).map { RoutingHash.hash("orders-\($0)") }
    }

    private static func keys(_ count: Int) -> [UInt64] {
        (0..<UInt64(count)).map { RoutingHash.hash($0) }
    }

    private func owner(of key: UInt64, among nodes: [UInt64]) -> UInt64? {
        nodes.withUnsafeBufferPointer { nodes in Rendezvous.owner(of: key, among: nodes).map { nodes[$0] } }
    }

    private func next(after node: UInt64, of key: UInt64, among nodes: [UInt64]) -> UInt64? {
        nodes.withUnsafeBufferPointer { list in
            Rendezvous.next(after: node, of: key, among: list).map { list[$0] }
        }
    }

    @Test(
        "Numbered keys and node names are spread evenly: within five standard deviations", arguments: [2, 3, 16, 100])
    func balance(count: Int) {
        let nodes = Self.names(count)
        var load: [UInt64: Double] = [:]
        for key in Self.keys(40_000) { load[owner(of: key, among: nodes) ?? 0, default: 0] += 1 }
        let share = 40_000 / Double(count)
        let deviation = (share * (1 - 1 / Double(count))).squareRoot()
        #expect(load.count == count)
        for keys in load.values { #expect(abs(keys - share) < 5 * deviation) }
    }

    @Test(
        "When a node leaves, only its keys move, about 1/N of all, and they spread over the others", arguments: [3, 16])
    func leaving(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        let nodes = Self.names(count)
        let left = try #require(nodes.randomElement(using: &random))
        let rest = nodes.filter { $0 != left }
        var moved: [UInt64: Double] = [:]
        for key in Self.keys(40_000) {
            let before = owner(of: key, among: nodes)
            let after = owner(of: key, among: rest)
            if before == left {
                moved[after ?? 0, default: 0] += 1
            } else {
                #expect(before == after)
            }
        }
        let total = moved.values.reduce(0, +)
        #expect(abs(total / 40_000 - 1 / Double(count)) < 0.01)
        let share = total / Double(count - 1)
        #expect(moved.count == count - 1)
        for keys in moved.values { #expect(abs(keys - share) < 5 * share.squareRoot()) }
    }

    @Test("A node that comes back gets exactly its keys back, however often it flaps")
    func flapping() {
        var random = SeededGenerator(seed: 11)
        let nodes = Self.names(7)
        let keys = Self.keys(2000)
        let before = keys.map { owner(of: $0, among: nodes) }
        for _ in 0..<20 {
            var list = nodes
            let gone = list.remove(at: Int.random(in: 0..<7, using: &random))
            let without = keys.map { owner(of: $0, among: list) }
            let moved = zip(before, without).count { $0 != $1 }
            #expect(moved == before.count { $0 == gone })
            list.insert(gone, at: Int.random(in: 0...6, using: &random))
            #expect(keys.map { owner(of: $0, among: list) } == before)
        }
    }

    @Test("Every node gives the same answers, in whatever order it lists the nodes")
    func anyOrder() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<500 {
            let nodes = (0..<Int.random(in: 1...20, using: &random)).map { _ in random.next() }
            let other = nodes.shuffled(using: &random)
            let key = random.next()
            #expect(owner(of: key, among: nodes) == owner(of: key, among: other))
            let failed = nodes[0]
            #expect(next(after: failed, of: key, among: nodes) == next(after: failed, of: key, among: other))
        }
    }

    @Test("The next node is the one that owns the key once those before it have left; each comes once")
    func nextIsOwnerOfTheRest() throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<200 {
            let nodes = Self.names(9).shuffled(using: &random)
            let key = random.next()
            var left = nodes
            var current = try #require(owner(of: key, among: nodes))
            while true {
                left.removeAll { $0 == current }
                let following = next(after: current, of: key, among: nodes)
                #expect(following == owner(of: key, among: left))
                guard let following else { break }
                current = following
            }
            #expect(left.isEmpty)
        }
    }

    @Test("No node has no owner, and a node has nobody after itself")
    func edges() {
        #expect(owner(of: 1, among: []) == nil)
        #expect(next(after: 5, of: 1, among: []) == nil)
        #expect(owner(of: 1, among: [5]) == 5)
        #expect(next(after: 5, of: 1, among: [5, 5]) == nil)
    }
}
