import Catga
import Dispatch
import Foundation
import OrderContracts
import OrderHandling

/// The shop as a service: it stays up until it is told to end, and then ends in good order.
enum Service {
    static func run(_ options: Options) async throws -> ExitCode {
        // Before the first message, so that no signal finds the process without them.
        let signals = await EndSignals.listening()
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

    /// Returns once no signal can be missed any more: a source is told of signals only some time after it was resumed.
    static func listening() async -> EndSignals {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            await withUnsafeContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.resume()
            }
            sources.append(source)
        }
        return EndSignals(stream: stream, sources: sources)
    }

    /// Returns once one of them has come.
    func first() async {
        var arrivals = stream.makeAsyncIterator()
        await arrivals.next()
        for source in sources { source.cancel() }
    }
}
