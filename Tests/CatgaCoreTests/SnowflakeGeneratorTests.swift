import CatgaCore
import Testing

@Suite("Message ids")
struct SnowflakeGeneratorTests {
    private let layout = SnowflakeLayout.standard
    private let start = SnowflakeLayout.standard.epochMilliseconds + 1_000_000

    /// Ids start at the clock, because no earlier process is assumed.
    private func generator(lead: UInt32 = 1000, worker: UInt16 = 3) throws -> SnowflakeGenerator {
        try SnowflakeGenerator(worker: worker, startMilliseconds: 0, maximumLeadMilliseconds: lead)
    }

    @Test("Ids rise through an exhausted millisecond and a clock that moves backwards")
    func rising() throws {
        let ids = try generator()
        var last: UInt64 = 0
        for step in 0..<100_000 {
            let id = try ids.next(nowMilliseconds: start + 1000 - (step > 50_000 ? 900 : 0))
            #expect(id > last)
            last = id
        }
        let parts = try #require(layout.parts(of: last))
        #expect(parts.worker == 3)
        #expect(parts.milliseconds == start + 1003)
        #expect(parts.sequence == 100_000 - 3 * 32_768 - 1)
    }

    @Test("Ids follow the clock when it has caught up")
    func follow() throws {
        let ids = try generator()
        _ = try ids.reserve(100_000, nowMilliseconds: start)
        let id = try ids.next(nowMilliseconds: start + 10)
        #expect(layout.parts(of: id)?.milliseconds == start + 10)
        #expect(layout.parts(of: id)?.sequence == 0)
        #expect(id == layout.firstID(atMilliseconds: start + 10) + 3)
    }

    @Test("At its bound ahead of the clock a generator refuses, says for how long, and then goes on")
    func bound() throws {
        let ids = try generator(lead: 2)
        _ = try ids.reserve(3 * 32_768, nowMilliseconds: start)
        let error = #expect(throws: CatgaError.self) { try ids.next(nowMilliseconds: start) }
        #expect(error?.code == .overloaded)
        #expect(error?.isRetryable == true)
        #expect(error?.message.contains("try again in 1 ms") == true)
        #expect(ids.waitMilliseconds(for: 1, nowMilliseconds: start) == 1)
        #expect(ids.waitMilliseconds(for: 1, nowMilliseconds: start - 50) == 51)
        #expect(ids.waitMilliseconds(for: 32_769, nowMilliseconds: start) == 2)
        let next = try ids.next(nowMilliseconds: start + 1)
        #expect(layout.parts(of: next)?.milliseconds == start + 3)
        #expect(ids.waitMilliseconds(for: 1, nowMilliseconds: start + 1) == 0)
    }

    @Test("Waiting as long as the generator says is enough")
    func waiting() throws {
        let ids = try generator(lead: 3)
        var random = SeededGenerator(seed: 1)
        var now = start
        var last: UInt64 = 0
        for _ in 0..<2000 {
            let count = UInt32.random(in: 1...4 * 32_768, using: &random)
            if Bool.random(using: &random) { now -= UInt64.random(in: 0...20, using: &random) }
            let wait = ids.waitMilliseconds(for: count, nowMilliseconds: now)
            now += try #require(wait)
            var block = try ids.reserve(count, nowMilliseconds: now)
            let taken = block.next()
            let first = try #require(taken)
            #expect(first > last)
            last = first + UInt64(count - 1) * layout.stride
            #expect(try #require(layout.parts(of: last)).milliseconds <= now + 3)
        }
    }

    @Test("A block larger than the bound allows is refused for good")
    func hugeBlock() throws {
        let ids = try generator(lead: 0)
        #expect(ids.waitMilliseconds(for: 32_769, nowMilliseconds: start) == nil)
        let code = #expect(throws: CatgaError.self) { _ = try ids.reserve(32_769, nowMilliseconds: start).remaining }?
            .code
        #expect(code == .configuration)
    }

    @Test("Who can neither wait nor fail gets unique rising ids beyond the bound")
    func howeverFar() throws {
        let ids = try generator(lead: 0)
        var last: UInt64 = 0
        for step in 0..<100_000 {
            let id = ids.nextHoweverFarAhead(nowMilliseconds: step % 2 == 0 ? start : 0)
            #expect(id > last)
            last = id
        }
        #expect(ids.nextHoweverFarAhead(nowMilliseconds: .max) == last + layout.stride)
    }

    @Test("A restarted process does not repeat what ran ahead of the clock")
    func restart() throws {
        let before = try SnowflakeGenerator(worker: 1, startMilliseconds: start)
        var last: UInt64 = 0
        var now = start
        for _ in 0..<3000 {
            now += 1
            if let wait = before.waitMilliseconds(for: 65_536, nowMilliseconds: now) { now += wait }
            var block = try before.reserve(65_536, nowMilliseconds: now)
            while let id = block.next() { last = id }
        }
        #expect(try #require(layout.parts(of: last)).milliseconds > now + 990)
        let after = try SnowflakeGenerator(worker: 1, startMilliseconds: now + 1)
        #expect(try after.next(nowMilliseconds: now + 1) > last)
    }

    @Test("Beyond the layout's last millisecond there is an error, never an id that starts over")
    func end() throws {
        let ids = try generator()
        let last = layout.lastMilliseconds
        var block = try ids.reserve(32_768, nowMilliseconds: last)
        while let id = block.next() { #expect(id >> 63 == 0) }
        for now in [last, last + 1, .max] {
            let error = #expect(throws: CatgaError.self) { try ids.next(nowMilliseconds: now) }
            #expect(error?.code == .configuration)
        }
        #expect(throws: CatgaError.self) {
            _ = try SnowflakeGenerator(worker: 0, startMilliseconds: .max).worker
        }
    }

    @Test("No id is 0, and a clock before the epoch still makes unique ids")
    func beforeEpoch() throws {
        let ids = try generator(worker: 0)
        var last: UInt64 = 0
        for _ in 0..<1000 {
            let id = try ids.next(nowMilliseconds: 0)
            #expect(id > last)
            last = id
        }
        #expect(ids.waitMilliseconds(for: 32_768 * 1001, nowMilliseconds: 0) == layout.epochMilliseconds + 1)
    }

    @Test("Two workers never make the same id, and a worker beyond the layout is refused")
    func workers() throws {
        let first = try generator(worker: 1)
        let second = try generator(worker: 511)
        let made = Set(try (0..<5000).map { _ in try first.next(nowMilliseconds: start) })
        let others = Set(try (0..<5000).map { _ in try second.next(nowMilliseconds: start) })
        #expect(made.count == 5000 && others.count == 5000)
        #expect(made.isDisjoint(with: others))
        let error = #expect(throws: CatgaError.self) { _ = try generator(worker: 512).worker }
        #expect(error?.message == "worker is 512; it must be 0…511")
    }

    @Test("A block hands out its ids evenly spaced, then is refilled")
    func block() throws {
        let ids = try generator()
        var block = SnowflakeBlock.empty
        var reads = 0
        var made: [UInt64] = []
        for _ in 0..<600 {
            let id = try block.next(from: ids, count: 256) {
                reads += 1
                return start
            }
            made.append(id)
        }
        #expect(reads == 3)
        #expect(block.remaining == 768 - 600)
        #expect(zip(made, made.dropFirst()).allSatisfy { $1 == $0 + layout.stride })
    }
}
