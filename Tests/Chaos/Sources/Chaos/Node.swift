import Catga
import CatgaNATS
import Dispatch
import Foundation

/// A process with handlers: `Chaos node URLS NUMBER STORE OPTION…`, started by a run and nobody else.
enum Node {
    static func arguments(_ urls: String, _ number: Int, _ store: String, _ options: Options) -> [String] {
        ["node", urls, "\(number)", store] + options.ofStreams
    }

    static func run(_ arguments: [String]) async throws -> Int32 {
        guard arguments.count >= 3, let number = Int(arguments[1]) else { return 2 }
        let signals = await EndSignal.listening()
        let options = try Options(arguments.dropFirst(3))
        let store = try EffectStore(arguments[2], node: number)
        var configuration = NodeConfiguration.nats(
            chaosNATS(arguments[0], options), service: "counters", name: "node-\(number)")
        configuration.worker = UInt16(number)
        let node = try await started(configuration, store)
        try store.note(suppressed: 0)
        let noting = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(500))
                try? store.note(suppressed: node.suppressedDeliveries)
            }
        }
        await signals.first()
        noting.cancel()
        let report = await node.shutdown()
        try store.note(suppressed: node.suppressedDeliveries)
        say("ended with \(report.unfinishedCalls) unfinished calls")
        return report.isClean ? 0 : 1
    }

    /// Tries again while the servers are away, as whoever starts processes would.
    private static func started(_ configuration: NodeConfiguration, _ store: EffectStore) async throws -> CatgaNode {
        while true {
            do throws(CatgaError) {
                let node = try await CatgaNode(configuration)
                registerHandlers(on: node, effectHandlers: EffectHandlers(store: store))
                try await node.start()
                return node
            } catch {
                guard error.isRetryable else { throw error }
                say("\(error)")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

/// SIGTERM.
private struct EndSignal {
    private let stream: AsyncStream<Void>
    private let source: any DispatchSourceSignal

    /// Returns once no signal can be missed any more.
    static func listening() async -> EndSignal {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        source.setEventHandler { continuation.yield() }
        await withUnsafeContinuation { registered in
            source.setRegistrationHandler { registered.resume() }
            source.resume()
        }
        return EndSignal(stream: stream, source: source)
    }

    func first() async {
        var arrivals = stream.makeAsyncIterator()
        await arrivals.next()
        source.cancel()
    }
}
