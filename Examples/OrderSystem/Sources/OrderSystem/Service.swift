import Catga
import Dispatch
import Foundation
import OrderContracts
import OrderHandling

/// The shop as a service: it stays up until it is told to end, and then ends in good order.
enum Service {
    static func run(_ options: Options) async throws -> ExitCode {
        // Before the first message, so that no signal finds the process without them.
        let signals = EndSignals()
        let node = try await OrderSystemCommand.node(options, handles: true, gateway: MailGateway())
        let report = try await node.send(GetSalesReport())
        // From here on what others send arrives.
        try await node.start()
        say("ready with \(report.placedOrders) orders")
        await signals.first()
        let end = await node.shutdown()
        say("ended with \(end.unfinishedCalls) unfinished calls and \(end.deadLetters) dead letters")
        return end.unfinishedCalls == 0 ? .success : .mismatch
    }

    /// At once, also where standard output is a pipe.
    private static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

/// SIGTERM, which a supervisor sends, and SIGINT, which a person does.
private struct EndSignals {
    private let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    /// Returns once one of them has come.
    func first() async {
        var arrivals = stream.makeAsyncIterator()
        await arrivals.next()
        for source in sources { source.cancel() }
    }
}
