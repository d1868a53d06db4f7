import CatgaCore
import Testing

@Suite("Message ids")
struct SnowflakeGeneratorTests {
    private let start = SnowflakeGenerator.epochMilliseconds

    @Test("Ids rise through an exhausted millisecond and a clock that moves backwards")
    func rising() {
        let ids = SnowflakeGenerator(worker: 3)
        var last: UInt64 = 0
        for step in 0..<20_000 {
            let now = start + 1000 - (step > 10_000 ? 900 : 0)
            let id = ids.next(nowMilliseconds: now)
            #expect(id > last)
            last = id
        }
    }

    @Test("Two workers never make the same id")
    func workers() {
        let first = SnowflakeGenerator(worker: 1)
        let second = SnowflakeGenerator(worker: 2)
        let made = Set((0..<5000).map { _ in first.next(nowMilliseconds: start + 5) })
        let others = Set((0..<5000).map { _ in second.next(nowMilliseconds: start + 5) })
        #expect(made.count == 5000 && others.count == 5000)
        #expect(made.isDisjoint(with: others))
    }

    @Test("Threads that share a generator get different ids")
    func threads() async {
        final class Shared: Sendable { let ids = SnowflakeGenerator(worker: 1) }
        let shared = Shared()
        let now = start + 1
        let all = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<5000).map { _ in shared.ids.next(nowMilliseconds: now) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(all).count == 20_000)
    }
}
