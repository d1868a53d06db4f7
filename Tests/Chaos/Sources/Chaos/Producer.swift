import Catga
import CatgaNATS
import Synchronization

/// Sends each message until it is acknowledged, always with the same id.
final class Producer: Sendable {
    private let node: CatgaNode
    private let ledger: Ledger
    private let options: Options
    /// What went wrong how often, by its words.
    private let failures = Mutex<[String: Int]>([:])
    private static let window = 200

    init(_ options: Options, urls: String, ledger: Ledger) async throws {
        self.options = options
        self.ledger = ledger
        var configuration = NodeConfiguration.nats(chaosNATS(urls, options), service: "producer", name: "producer")
        configuration.worker = 0
        node = try await CatgaNode(configuration)
    }

    var failed: [String: Int] { failures.withLock { $0 } }

    func run(_ pace: Pace) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<Self.window {
                group.addTask { [self] in
                    while let number = await pace.next() { try await deliver(number, pace) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func deliver(_ number: Int64, _ pace: Pace) async throws {
        let context = node.makeContext()
        try ledger.intend(number, context.messageID)
        var tries: Int64 = 0
        while !pace.isOver {
            tries += 1
            do {
                try await send(number, context)
                return try ledger.acknowledge(number, tries: tries)
            } catch let error as CatgaError {
                failures.withLock { $0["\(error)", default: 0] += 1 }
                try await Task.sleep(for: .milliseconds(Int.random(in: 10...100)))
            }
        }
    }

    private func send(_ number: Int64, _ context: Context) async throws {
        switch (options.usesCommands, options.quality) {
        case (false, 1): try await node.publish(Counted(number: number), in: context)
        case (false, _): try await node.publish(CountedOnce(number: number), in: context)
        case (true, _) where number.isMultiple(of: 2): try await node.enqueue(Count(number: number), in: context)
        case (true, _): _ = try await node.send(Count(number: number), in: context)
        }
    }

    func end() async {
        await node.shutdown()
    }
}

func chaosNATS(_ urls: String, _ options: Options) -> NATSConfiguration {
    var nats = NATSConfiguration(urls)
    nats.streams.replicas = options.replicas
    nats.streams.retentionSeconds = options.retentionSeconds
    if options.deduplicates { nats.streams.deduplicates = true }
    nats.streams.acknowledgementSeconds = Options.acknowledgementSeconds
    return nats
}
