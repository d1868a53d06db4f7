import CNATSBaseline
import Catga
import CatgaNATS
import Foundation

/// `Tests/Benchmarks/nats` starts a server and then this, with the server's URL.
@main
enum NATSBenchmarks {
    static let size: Int32 = 128
    /// With what Catga puts in front of them.
    static let fullSize = size + Int32(Envelope.headerSize) + 8  // The source's number.
    static let modes: [(name: String, mode: nats_baseline_mode)] = [
        ("gathering", NATS_BASELINE_GATHERING), ("at once", NATS_BASELINE_AT_ONCE),
    ]
    /// Allocations an operation that are not libnats' own and still pass the gate: what a run has besides its messages, and for
    /// a request what Swift's scheduler makes to resume the task that waits; that of one call for many is resumed now and then.
    static func allowedMallocs(_ row: Row) -> Double {
        guard row.name.hasPrefix("request") else { return 0.1 }
        return row.name.hasSuffix("in one call") ? 0.5 : 1.5
    }

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let isGate = arguments.count > 2 && arguments[1...2] == ["--gate", "allocations"]
        if isGate { arguments.removeSubrange(1...2) }
        guard let url = arguments.first, arguments.count <= 2 else {
            print("usage: NATSBenchmarks URL [--gate allocations] [FILTER]")
            exit(2)
        }
        let filter = arguments.count > 1 ? arguments[1] : ""
        let runs: [(String, (Bench) async throws -> [Row])] = [
            ("publish", { [try await $0.publish()] }),
            ("publish → subscribe", { [try await $0.publishSubscribe()] }),
            ("request, 1 in flight", { try await $0.sequential() }),
            ("request, 16 in flight", { try await $0.concurrent(16) }),
            ("request, 64 in flight", { try await $0.concurrent(64) }),
            ("request, 256 in flight", { try await $0.concurrent(256) }),
            ("request, 1024 in flight", { try await $0.concurrent(1024) }),
            ("store and consume", { try await $0.storeAndConsume() }),
        ]
        let chosen = runs.filter { filter.isEmpty || $0.0.contains(filter) }
        guard !chosen.isEmpty else {
            let names = runs.map { "  \($0.0)" }.joined(separator: "\n")
            let words = "error: no run's name contains '\(filter)'; there are\n\(names)\n"
            FileHandle.standardError.write(Data(words.utf8))
            exit(2)
        }
        if !isGate {
            print(
                "| what | Catga | best of libnats | | ratio | with as many bytes | libnats | CPU µs, ours / libnats' | mallocs, ours / libnats' |"
            )
            print("|---|---|---|---|---|---|---|---|---|")
        }
        var failures: [String] = []
        for (_, run) in chosen {
            let bench = try await Bench(url, turns: isGate ? 1 : 5)
            for row in try await run(bench) {
                guard isGate else {
                    print("| \(row.cells.joined(separator: " | ")) |")
                    continue
                }
                // One at a time, what a second costs is shared among few.
                guard !row.isTime else { continue }
                let isRight = row.surplusMallocs <= allowedMallocs(row)
                if !isRight { failures.append(row.name) }
                let text = String(format: "%.3f", row.surplusMallocs)
                print("\(isRight ? "passed" : "FAILED")  \(row.name): \(text) allocations more than libnats' own")
            }
            await bench.end()
        }
        if !failures.isEmpty { throw Failed(message: "these allocate: \(failures.joined(separator: ", "))") }
    }
}

/// Two nodes in this process, as the C program has two connections.
final class Bench: Sendable {
    let url: String
    let turns: Int
    let client: CatgaNode
    let server: CatgaNode
    let heard = Count()
    let block = Block()

    init(_ url: String, turns: Int) async throws {
        self.url = url
        self.turns = turns
        server = try await Self.server(url, heard)
        client = try await CatgaNode(.nats(url, service: "client"))
        try await server.start()
        try await client.start()
    }

    private static func server(_ url: String, _ heard: Count) async throws -> CatgaNode {
        var configuration = NodeConfiguration.nats(url, service: "server")
        configuration.maximumConcurrentRequests = 4_096
        configuration.maximumWaitingEvents = 10_000_000
        let server = try await CatgaNode(configuration)
        registerHandlers(on: server, listeners: Listeners(heard: heard))
        return server
    }

    func end() async {
        await client.shutdown()
        await server.shutdown()
    }

    /// Both sides in turns, after one of ours that does not count.
    private func rows(
        _ names: [String],
        isTime: Bool = false,
        _ ours: () async throws -> [Sample],
        _ baseline: (nats_baseline_mode, _ size: Int32) async throws -> [Sample]
    ) async throws -> [Row] {
        var rows = names.map { Row($0, isTime: isTime) }
        _ = try await ours()
        for _ in 0..<turns {
            let mine = try await ours()
            var others: [(mode: String, samples: [Sample])] = []
            var fuller: [(mode: String, samples: [Sample])] = []
            for (name, mode) in NATSBenchmarks.modes {
                others.append((name, try await baseline(mode, NATSBenchmarks.size)))
                fuller.append((name, try await baseline(mode, NATSBenchmarks.fullSize)))
            }
            for place in rows.indices {
                rows[place].add(
                    mine[place], others.map { ($0.mode, $0.samples[place]) },
                    withAsManyBytes: fuller.map { ($0.mode, $0.samples[place]) })
            }
        }
        return rows
    }

    private func rate(_ count: Int, _ seconds: Double) throws -> Double {
        guard seconds > 0 else { throw Failed(message: "the C program failed") }
        return Double(count) / seconds
    }

    /// A row of operations a second; both closures return how long it took.
    private func row(
        _ name: String,
        count: Int,
        _ ours: () async throws -> Double,
        _ baseline: (nats_baseline_mode, _ size: Int32) -> Double
    ) async throws -> Row {
        try await rows([name]) {
            [try await sample(count) { try rate(count, try await ours()) }]
        } _: { (mode, size) in
            [try await sample(count) { try rate(count, baseline(mode, size)) }]
        }[0]
    }

    // MARK: - Events

    func publish() async throws -> Row {
        // Much more than what the sockets hold, which is gone at once.
        let count = 1_000_000
        return try await row("publish", count: count) {
            let time = try await seconds { for _ in 0..<count { try await client.publish(Muttered(block: block)) } }
            // The server has it all before the other side begins.
            try await Task.sleep(for: .milliseconds(100))
            return time
        } _: { (mode, size) in
            nats_baseline_publish(url, mode, Int32(count), size)
        }
    }

    func publishSubscribe() async throws -> Row {
        let count = 200_000
        return try await row("publish → subscribe", count: count) {
            heard.reset()
            return try await seconds {
                for _ in 0..<count { try await client.publish(Said(block: block)) }
                try await heard.wait(for: count)
            }
        } _: { (mode, size) in
            nats_baseline_publish_subscribe(url, mode, Int32(count), size)
        }
    }

    // MARK: - Requests

    func sequential() async throws -> [Row] {
        let count = 2_000
        let quantiles = [0.5, 0.99].map { Int(Double(count) * $0) }
        return try await rows(["request, 1 in flight, p50", "request, 1 in flight, p99"], isTime: true) {
            var times: [Double] = []
            times.reserveCapacity(count)
            let all = try await sample(count) {
                for _ in 0..<count {
                    let time = try await seconds { _ = try await client.send(Ask(block: block)) }
                    times.append(time * 1e6)
                }
                return 0
            }
            times.sort()
            return quantiles.map { all.with(value: times[$0]) }
        } _: { (mode, size) in
            var nanoseconds = [Double](repeating: 0, count: count)
            let all = try await sample(count) {
                try rate(count, nats_baseline_request(url, mode, 1, Int32(count), size, &nanoseconds))
            }
            nanoseconds.sort()
            return quantiles.map { all.with(value: nanoseconds[$0] / 1_000) }
        }
    }

    /// Each of them in a task of its own, and then all in one call.
    func concurrent(_ inFlight: Int) async throws -> [Row] {
        let count = max(20_000, inFlight * 40) / inFlight * inFlight
        let names = ["request, \(inFlight) in flight", "request, \(inFlight) in flight in one call"]
        var nanoseconds = [Double](repeating: 0, count: count)
        return try await rows(names) {
            [
                try await sample(count) { try rate(count, try await seconds { try await ask(count, inFlight) }) },
                try await sample(count) {
                    let queries = [Ask](repeating: Ask(block: block), count: count)
                    return try rate(count, try await seconds { try await askAll(queries, inFlight) })
                },
            ]
        } _: { (mode, size) in
            let sample = try await sample(count) {
                try rate(
                    count,
                    nats_baseline_request(url, mode, Int32(inFlight), Int32(count), size, &nanoseconds))
            }
            return [sample, sample]
        }
    }

    private func askAll(_ queries: [Ask], _ inFlight: Int) async throws {
        for reply in await client.sendAll(queries, inFlight: inFlight) { _ = try reply.get() }
    }

    private func ask(_ count: Int, _ inFlight: Int) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<inFlight {
                group.addTask { [self] in
                    for _ in 0..<count / inFlight { _ = try await client.send(Ask(block: block)) }
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: - JetStream

    func storeAndConsume() async throws -> [Row] {
        let (count, window) = (80_000, 4_000)
        // Kept while nobody listens, and then taken.
        await server.shutdown()
        let names = ["store, window 4000", "store, window 4000 in one call", "consume and acknowledge"]
        return try await rows(names) {
            let storing = try await sample(count / 2) {
                try rate(count / 2, try await seconds { try await keep(count / 2, window) })
            }
            let storingAll = try await sample(count / 2) {
                let events = [Kept](repeating: Kept(block: block), count: count / 2)
                return try rate(
                    count / 2, try await seconds { try await client.publishAll(events, inFlight: window) })
            }
            let again = try await Self.server(url, heard)
            heard.reset()
            let consuming = try await sample(count) {
                let time = try await seconds {
                    try await again.start()
                    try await heard.wait(for: count)
                }
                return try rate(count, time)
            }
            await again.shutdown()
            return [storing, storingAll, consuming]
        } _: { (mode, size) in
            let storing = try await sample(count) {
                try rate(count, nats_baseline_store(url, mode, Int32(window), Int32(count), size))
            }
            let consuming = try await sample(count) {
                try rate(count, nats_baseline_consume(url, mode, 500, Int32(count)))
            }
            return [storing, storing, consuming]
        }
    }

    private func keep(_ count: Int, _ window: Int) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<window {
                group.addTask { [self] in
                    for _ in 0..<count / window { try await client.publish(Kept(block: block)) }
                }
            }
            try await group.waitForAll()
        }
    }
}
