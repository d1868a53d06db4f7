/// `Benchmarks --gate allocations`: what must not allocate does not, or the process fails.
enum Gate {
    private static let groups = ["dispatch/", "id/", "routing/"]
    /// Baselines that are there for comparison.
    private static let others = ["naive", "C++"]

    struct Failed: Error {
        let message: String
    }

    nonisolated(nonsending) static func check(_ benchmarks: [Benchmark]) async throws {
        var checked = 0
        var failures: [String] = []
        for benchmark in benchmarks
        where groups.contains(where: benchmark.name.hasPrefix) && !others.contains(where: benchmark.name.contains) {
            // Once before, for what is made lazily.
            _ = await benchmark.run(benchmark.operations)
            let mallocs = await Harness.mallocs(benchmark.run, benchmark.operations)
            print("\(mallocs == 0 ? "passed" : "FAILED")  \(benchmark.name): \(mallocs) allocations per operation")
            if mallocs != 0 { failures.append(benchmark.name) }
            checked += 1
        }
        guard checked > 10 else { throw Failed(message: "only \(checked) benchmarks were looked at") }
        guard failures.isEmpty else { throw Failed(message: "these allocate: \(failures.joined(separator: ", "))") }
    }
}
