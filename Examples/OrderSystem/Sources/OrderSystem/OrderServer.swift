import Catga
import Dispatch
import Foundation
import OrderContracts
import OrderHandling

#if NATS
import CatgaNATS
#endif

extension Options {
    /// How the process's node reaches others.
    func configuration() throws -> NodeConfiguration {
        guard let natsURL else { return .embedded }
        #if NATS
        return .nats(natsURL, service: service ?? NodeConfiguration.defaultService, name: node)
        #else
        throw UsageError("\(natsURL): this program was built without NATS; run it with --traits NATS")
        #endif
    }
}

/// A process that handles the orders which others send.
enum OrderServer {
    static func run(_ options: Options) async throws -> ExitCode {
        let gateway = MailGateway()
        let node = try await CatgaNode(options.configuration())
        registerHandlers(
            on: node,
            mailHandlers: MailHandlers(gateway: gateway),
            orderHandlers: OrderHandlers(store: OrderStore(), catalogue: .shop)
        )
        try await node.start()
        print("serving as \(node.identity.id) of \(node.identity.service)")
        await terminationSignal()
        // Finishes what it has; the rest goes to other processes.
        let report = await node.shutdown()
        print("\(gateway.confirmedOrders) orders confirmed, \(report.unfinishedCalls) calls unfinished")
        return report.unfinishedCalls == 0 ? .success : .mismatch
    }

    /// Waits for SIGTERM or SIGINT, which no longer end the process.
    private static func terminationSignal() async {
        let signals = [SIGTERM, SIGINT]
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }
}
