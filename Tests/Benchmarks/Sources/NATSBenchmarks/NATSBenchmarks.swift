import CNATSBaseline
import Catga
import CatgaNATS
import Foundation

/// `Tests/Benchmarks/nats [--filter TEXT]` starts a server and then this, with the server's URL.
@main
enum NATSBenchmarks {
    static let size: Int32 = 128
    static let modes: [(name: String, mode: nats_baseline_mode)] = [
        ("gathering", NATS_BASELINE_GATHERING), ("at once", NATS_BASELINE_AT_ONCE),
    ]

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let url = arguments.first else {
            print("usage: NATSBenchmarks URL [FILTER]")
            exit(2)
        }
        let filter = arguments.count > 1 ? arguments[1] : ""
        let runs: [(String, (Bench) async throws -> [Row])] = [
            ("publish", { [try await $0.publish()] }),
            ("publish → subscribe", { [try await $0.publishSubscribe()] }),
            ("request, 1 in flight", { try await $0.sequential() }),
            ("request, 16 in flight", { [try await $0.concurrent(16)] }),
            ("request, 64 in flight", { [try await $0.concurrent(64)] }),
            ("request, 256 in flight", { [try await $0.concurrent(256)] }),
            ("request, 1024 in flight", { [try await $0.concurrent(1024)] }),
            ("store and consume", { try await $0.storeAndConsume() }),
        ]
        print("| what | Catga | best of libnats | | ratio | libnats | CPU µs |\n|---|---|---|---|---|---|---|")
        for (name, run) in runs where filter.isEmpty || name.contains(filter) {
            let bench = try await Bench(url)
            for row in try await run(bench) { print("| \(row.cells.joined(separator: " | ")) |") }
            await bench.end()
        }
    }
}

/// Two nodes in this process, as the C program has two connections.
final class Bench: Sendable {
    let url: String
    let client: CatgaNode
    let server: CatgaNode
    let heard = Count()
    let bytes = [UInt8](repeating: 7, count: Int(NATSBenchmarks.size))

    init(_ url: String) async throws {
        self.url = url
        var configuration = NodeConfiguration.nats(url, service: "server")
        configuration.maximumConcurrentRequests = 4_096
        configuration.maximumWaitingEvents = 10_000_000
        server = try await CatgaNode(configuration)
        registerHandlers(on: server, listeners: Listeners(heard: heard))
        client = try await CatgaNode(.nats(url, service: "client"))
        try await server.start()
        try await client.start()
    }

    func end() async {
        await client.shutdown()
        await server.shutdown()
    }

    private func baselines(_ measure: (nats_baseline_mode) -> Double) -> [(mode: String, value: Double)] {
        NATSBenchmarks.modes.map { ($0.name, measure($0.mode)) }
    }

    // MARK: - Events

    func publish() async throws -> Row {
        try await publish("publish", count: 500_000) { [url] count, mode in
            nats_baseline_publish(url, mode, count, NATSBenchmarks.size)
        }
    }

    func publishSubscribe() async throws -> Row {
        try await publish("publish → subscribe", count: 500_000, waits: true) { [url] count, mode in
            nats_baseline_publish_subscribe(url, mode, count, NATSBenchmarks.size)
        }
    }

    private func publish(
        _ name: String,
        count: Int,
        waits: Bool = false,
        _ baseline: (Int32, nats_baseline_mode) -> Double
    ) async throws -> Row {
        heard.reset()
        let start = processorSeconds()
        let time = try await seconds {
            for _ in 0..<count { try await client.publish(Said(bytes: bytes)) }
            if waits { try await heard.wait(for: count) }
        }
        let cpu = (processorSeconds() - start) / Double(count) * 1e6
        try await heard.wait(for: count)
        return Row(
            name: name,
            ours: Double(count) / time,
            // The mode that writes at once is slower by far: a tenth says as much.
            baselines: baselines { mode in
                let count = mode == NATS_BASELINE_AT_ONCE ? count / 10 : count
                return Double(count) / baseline(Int32(count), mode)
            },
            isTime: false,
            cpu: cpu
        )
    }

    // MARK: - Requests

    func sequential() async throws -> [Row] {
        let count = 3_000
        var times: [Double] = []
        for _ in 0..<count {
            let time = try await seconds { _ = try await client.send(Ask(bytes: bytes)) }
            times.append(time * 1e6)
        }
        let baselines = NATSBenchmarks.modes.map { name, mode in
            var nanoseconds = [Double](repeating: 0, count: count)
            _ = nats_baseline_request(url, mode, 1, Int32(count), NATSBenchmarks.size, &nanoseconds)
            return (name, nanoseconds.sorted().map { $0 / 1_000 })
        }
        times.sort()
        return [("p50", 0.5), ("p99", 0.99)].map { label, quantile in
            let place = Int(Double(count) * quantile)
            return Row(
                name: "request, 1 in flight, \(label)",
                ours: times[place],
                baselines: baselines.map { ($0.0, $0.1[place]) },
                isTime: true,
                cpu: nil
            )
        }
    }

    func concurrent(_ inFlight: Int) async throws -> Row {
        let count = max(20_000, inFlight * 100)
        let start = processorSeconds()
        let time = try await seconds { try await ask(count, inFlight) }
        let cpu = (processorSeconds() - start) / Double(count) * 1e6
        return Row(
            name: "request, \(inFlight) in flight",
            ours: Double(count) / time,
            baselines: baselines { mode in
                var nanoseconds = [Double](repeating: 0, count: count)
                let time = nats_baseline_request(
                    url, mode, Int32(inFlight), Int32(count), NATSBenchmarks.size, &nanoseconds)
                return Double(count) / time
            },
            isTime: false,
            cpu: cpu
        )
    }

    private func ask(_ count: Int, _ inFlight: Int) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<inFlight {
                group.addTask { [self] in
                    for _ in 0..<count / inFlight { _ = try await client.send(Ask(bytes: bytes)) }
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: - JetStream

    func storeAndConsume() async throws -> [Row] {
        let (count, window) = (100_000, 4_000)
        heard.reset()
        let time = try await seconds { try await keep(count, window) }
        try await heard.wait(for: count)
        // Kept while nobody listens, and then taken.
        await server.shutdown()
        try await keep(count, window)
        var configuration = NodeConfiguration.nats(url, service: "server")
        configuration.name = "again"
        let again = try await CatgaNode(configuration)
        heard.reset()
        registerHandlers(on: again, listeners: Listeners(heard: heard))
        let consuming = try await seconds {
            try await again.start()
            try await heard.wait(for: count)
        }
        await again.shutdown()
        var consumed: [(mode: String, value: Double)] = []
        let stored = baselines { mode in
            let time = nats_baseline_store(url, mode, Int32(window), Int32(count), NATSBenchmarks.size)
            consumed.append(
                (
                    NATSBenchmarks.modes.first { $0.mode == mode }?.name ?? "",
                    Double(count) / nats_baseline_consume(url, mode, 500, Int32(count))
                )
            )
            return Double(count) / time
        }
        return [
            Row(name: "store, window 4000", ours: Double(count) / time, baselines: stored, isTime: false, cpu: nil),
            Row(
                name: "consume and acknowledge",
                ours: Double(count) / consuming,
                baselines: consumed,
                isTime: false,
                cpu: nil
            ),
        ]
    }

    private func keep(_ count: Int, _ window: Int) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<window {
                group.addTask { [self] in
                    for _ in 0..<count / window { try await client.publish(Kept(bytes: bytes)) }
                }
            }
            try await group.waitForAll()
        }
    }
}
