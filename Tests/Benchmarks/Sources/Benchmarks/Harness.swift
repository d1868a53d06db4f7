import CMallocCount
import Dispatch

/// Runs a benchmark and its baseline in turn, so that a machine whose speed drifts slows both, and takes the median of
/// the ratios pair by pair.
enum Harness {
    static let pairs = 41

    nonisolated(nonsending) static func measure(_ benchmark: Benchmark) async -> Result {
        // Warm up caches, branch predictors and whatever is made lazily.
        blackHole(await benchmark.run(benchmark.operations))
        blackHole(await benchmark.runBaseline(benchmark.operations))
        var times: [Double] = []
        var baselineTimes: [Double] = []
        var ratios: [Double] = []
        for _ in 0..<pairs {
            let time = await nanoseconds(benchmark.run, benchmark.operations)
            let baselineTime = await nanoseconds(benchmark.runBaseline, benchmark.operations)
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
            mallocsPerOperation: await mallocs(benchmark.run, benchmark.operations)
        )
    }

    private nonisolated(nonsending) static func nanoseconds(_ run: Benchmark.Run, _ operations: UInt64) async -> Double
    {
        let start = DispatchTime.now().uptimeNanoseconds
        blackHole(await run(operations))
        let end = DispatchTime.now().uptimeNanoseconds
        return Double(end - start) / Double(operations)
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
