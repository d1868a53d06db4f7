import BenchHandlers
import Catga
import Dispatch

/// Whether threads get into each other's way: each of two does all operations.
enum ThreadBenchmarks {
    static func all(on node: CatgaNode, _ handlers: CountHandlers) -> [Benchmark] {
        let call = onTwoThreads { operations in
            var sum: UInt64 = 0
            for number in 0..<operations { sum &+= handlers.direct(number, sum) }
            return sum
        }
        guard case .sync(let body) = TypeBenchmarks.sync(node) else { return [] }
        nonisolated(unsafe) let send = body
        return [
            Benchmark(
                name: "threads/sync send, 2 threads", baseline: "plain call, 2 threads", operations: 1_000_000,
                run: onTwoThreads { send($0) }, runBaseline: call
            )
        ]
    }

    private static func onTwoThreads(_ body: @escaping @Sendable (UInt64) -> UInt64) -> Benchmark.Run {
        .sync { operations in
            DispatchQueue.concurrentPerform(iterations: 2) { _ in Harness.blackHole(body(operations)) }
            return operations
        }
    }
}
