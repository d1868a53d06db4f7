import Catga
import Synchronization

/// What an id costs, beside the least that anything shared can cost: one atomic addition.
enum IdBenchmarks {
    private static let operations: UInt64 = 1_000_000

    static func all() throws -> [Benchmark] {
        let shared = try Shared()
        let fetchAdd = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            for _ in 0..<operations { sum &+= shared.counter.wrappingAdd(1, ordering: .relaxed).oldValue }
            return sum
        }
        // The clock gains a millisecond with every 16,384 ids, half of what the layout allows.
        let single = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            let start = shared.advance(operations)
            for number in 0..<operations { sum &+= shared.id(nowMilliseconds: start + number >> 14) }
            return sum
        }
        let block = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            let start = shared.advance(operations)
            var block = SnowflakeBlock.empty
            for number in 0..<operations {
                sum &+= shared.id(from: &block, nowMilliseconds: start + number >> 14)
            }
            return sum
        }
        // With the real clock, and no more lead over it than the clock's own steps: not the cost of an id, but the rate that
        // the layout lasts for.
        let clock = TimeSource.system
        let clocked = Benchmark.Run.sync { operations in
            var sum: UInt64 = 0
            var block = SnowflakeBlock.empty
            for _ in 0..<operations {
                sum &+= shared.liveID(from: &block, clock: clock)
            }
            return sum
        }
        let text = Benchmark.Run.sync { operations in
            withUnsafeTemporaryAllocation(byteCount: SnowflakeText.byteCount, alignment: 8) { bytes in
                var sum: UInt64 = 0
                for number in 0..<operations {
                    SnowflakeText.write(sum &+ number, into: bytes)
                    sum &+= UInt64(bytes[12])
                }
                return sum
            }
        }
        return [
            ("id/single", single), ("id/block of 256", block), ("id/block of 256, at the layout's rate", clocked),
            ("id/text", text),
        ].map {
            Benchmark(name: $0.0, baseline: "atomic add", operations: operations, run: $0.1, runBaseline: fetchAdd)
        }
    }

    private final class Shared: Sendable {
        let counter = Atomic<UInt64>(0)
        /// Of a clock that moves as far as the benchmarks need it to.
        let milliseconds = Atomic<UInt64>(SnowflakeLayout.standard.epochMilliseconds + 1000)
        let ids: SnowflakeGenerator
        let live: SnowflakeGenerator

        init() throws {
            ids = try SnowflakeGenerator(worker: 1, startMilliseconds: 0)
            live = try SnowflakeGenerator(worker: 1, startMilliseconds: 0, maximumLeadMilliseconds: 10)
        }

        func advance(_ operations: UInt64) -> UInt64 {
            milliseconds.wrappingAdd(operations >> 14 + 1, ordering: .relaxed).oldValue
        }

        @inline(__always)
        func id(nowMilliseconds: UInt64) -> UInt64 {
            do throws(CatgaError) {
                return try ids.next(nowMilliseconds: nowMilliseconds)
            } catch {
                preconditionFailure(error.message)
            }
        }

        @inline(__always)
        func id(from block: inout SnowflakeBlock, nowMilliseconds: UInt64) -> UInt64 {
            do throws(CatgaError) {
                return try block.next(from: ids, count: 256) { nowMilliseconds }
            } catch {
                preconditionFailure(error.message)
            }
        }

        /// Waits where the ids are at their bound, so that the time per id is what can be kept up.
        @inline(__always)
        func liveID(from block: inout SnowflakeBlock, clock: TimeSource) -> UInt64 {
            if let id = block.next() { return id }
            var now = clock.nowMilliseconds()
            while live.waitMilliseconds(for: 256, nowMilliseconds: now) != 0 { now = clock.nowMilliseconds() }
            do throws(CatgaError) {
                return try block.next(from: live, count: 256) { now }
            } catch {
                preconditionFailure(error.message)
            }
        }
    }
}
