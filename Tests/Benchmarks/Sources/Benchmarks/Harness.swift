import CMallocCount
import Foundation

/// Runs a benchmark and its baseline in turn, so that a machine whose speed drifts slows both, and takes the median of
/// the ratios pair by pair.
enum Harness {
    static let pairs = 201
    /// Of one run: shorter than what a scheduler gives a thread at once, so that on a busy machine most pairs are undisturbed.
    private static let sliceNanoseconds = 150_000.0

    nonisolated(nonsending) static func measure(_ benchmark: Benchmark) async -> Result {
        // Warm up caches, branch predictors and whatever is made lazily.
        let longer = max(
            await nanoseconds(benchmark.run, benchmark.operations),
            await nanoseconds(benchmark.runBaseline, benchmark.operations)
        )
        let operations = max(min(benchmark.operations, UInt64(sliceNanoseconds / longer)), 1)
        var times: [Double] = []
        var baselineTimes: [Double] = []
        var ratios: [Double] = []
        for _ in 0..<pairs {
            let time = await nanoseconds(benchmark.run, operations)
            let baselineTime = await nanoseconds(benchmark.runBaseline, operations)
            times.append(time)
            baselineTimes.append(baselineTime)
            ratios.append(time / baselineTime)
        }
        ratios.sort()
        return Result(
            name: benchmark.name,
            baseline: benchmark.baseline,
            nanoseconds: median(times),
            baselineNanoseconds: median(baselineTimes),
            ratio: median(ratios),
            ratioSpread: ratios[pairs / 4]...ratios[pairs * 3 / 4],
            mallocsPerOperation: await mallocs(benchmark.run, benchmark.operations),
            baselineMallocsPerOperation: await mallocs(benchmark.runBaseline, benchmark.operations)
        )
    }

    private nonisolated(nonsending) static func nanoseconds(_ run: Benchmark.Run, _ operations: UInt64) async -> Double
    {
        let start = processorNanoseconds()
        blackHole(await run(operations))
        return (processorNanoseconds() - start) / Double(operations)
    }

    /// What the process has used, so that a machine with other work to do does not change what is measured.
    private static func processorNanoseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// Allocations of this thread per operation; a task that moved to another thread in between is measured again.
    nonisolated(nonsending) static func mallocs(_ run: Benchmark.Run, _ operations: UInt64) async -> Double {
        var least = UInt64.max
        for _ in 0..<5 {
            let before = malloc_count_of_this_thread()
            blackHole(await run(operations))
            let after = malloc_count_of_this_thread()
            if after >= before { least = min(least, after - before) }
        }
        return Double(least) / Double(operations)
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }

    /// Keeps the compiler from leaving out work whose result nobody uses.
    @inline(never)
    @_optimize(none)
    static func blackHole(_ value: UInt64) {}
}
