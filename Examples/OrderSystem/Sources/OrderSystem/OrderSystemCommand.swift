import Catga
import OrderContracts
import OrderHandling

/// What the process returns to its caller.
enum ExitCode: Int32 {
    case success = 0
    case malformedLines = 1
    case usage = 2
    case mismatch = 3
}

/// The command line, from arguments to exit code.
enum OrderSystemCommand {
    static func run(_ arguments: [String]) async -> ExitCode {
        do {
            let options = try Options(parsing: arguments)
            switch options.action {
            case .help:
                print(Options.help)
                return .success
            case .write(let path):
                try OrderFileWriter.write(OrderGenerator(count: options.count, seed: options.seed), to: path)
                return .success
            case .serve:
                return try await Service.run(options)
            case .run:
                return try await process(options)
            }
        } catch let error as UsageError {
            Terminal.complain("\(error.message)\nSee OrderSystem --help")
            return .usage
        } catch {
            Terminal.complain("\(error)")
            return .usage
        }
    }

    private static func process(_ options: Options) async throws -> ExitCode {
        let (source, name) = try options.source()
        let result = try await result(of: source, name: name, options)
        for line in Report(result, style: Terminal.style).lines { print(line) }
        return result.exitCode
    }

    /// This process, ready for messages: one process alone, or one of several.
    ///
    /// - Parameter handles: It has the handlers, and does not only send to those that have.
    static func node(
        _ options: Options,
        handles: Bool,
        behaviors: [Behavior] = [],
        gateway: MailGateway
    ) async throws -> CatgaNode {
        // One line makes one process many: `.embedded`, or where the others are.
        var configuration = try options.configuration()
        configuration.behaviors = behaviors
        let node = try await CatgaNode(configuration)
        guard handles else { return node }
        // Generated: it wires every handler method of every module that this one depends on, and asks for what they
        // need.
        registerHandlers(
            on: node,
            mailHandlers: MailHandlers(gateway: gateway),
            orderHandlers: OrderHandlers(store: OrderStore(), catalogue: .shop)
        )
        return node
    }

    /// Takes every order of the source through a node of its own.
    static func result(
        of source: any OrderSource,
        name: String,
        _ options: Options = Options()
    ) async throws -> RunResult {
        let deliveries = DeliveryCounts()
        let gateway = MailGateway()
        let isRemote = options.natsURL != nil
        let node = try await node(options, handles: !isRemote, behaviors: [deliveries.behavior], gateway: gateway)
        var run = OrderRun(node: node, catalogue: .shop, isRemote: isRemote)
        try await run.takeAll(from: source, progress: ProgressLine())
        let answers = try await run.askForTotals()
        // Waits for the mails that are to be tried again.
        let shutdown = await node.shutdown()

        return RunResult(
            name: name,
            isRemote: options.natsURL != nil,
            run: run,
            answers: answers,
            deliveries: deliveries.all,
            deadLetters: node.deadLetters,
            confirmedOrders: gateway.confirmedOrders,
            shutdown: shutdown
        )
    }
}
