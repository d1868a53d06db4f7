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
        // First, so that no signal finds the process without it.
        let end = EndSignals()
        let gateway = MailGateway()
        let node = try await CatgaNode(options.configuration())
        registerHandlers(
            on: node,
            mailHandlers: MailHandlers(gateway: gateway),
            orderHandlers: OrderHandlers(store: OrderStore(), catalogue: .shop)
        )
        try await node.start()
        // Whoever waits for the line below finds all made that the first message needs.
        _ = try await node.send(GetSalesReport())
        print("serving as \(node.identity.id) of \(node.identity.service)")
        fflush(nil)  // Someone may read it from a pipe.
        await end.first()
        // Finishes what it has; the rest goes to other processes.
        let report = await node.shutdown()
        print("\(gateway.confirmedOrders) orders confirmed, \(report.unfinishedCalls) calls unfinished")
        return report.unfinishedCalls == 0 ? .success : .mismatch
    }
}

/// SIGTERM, which a supervisor sends, and SIGINT, which a person does; neither ends the process any more.
private struct EndSignals {
    private let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    /// Returns once one of them has come.
    func first() async {
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }
}
