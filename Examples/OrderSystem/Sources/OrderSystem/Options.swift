import Foundation

/// Arguments that make no sense, in one sentence for the person who typed them.
struct UsageError: Error {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}

/// What the arguments ask for.
struct Options {
    enum Action: Equatable {
        case run
        case serve
        case write(path: String)
        case help
    }

    static let defaultCount = 5_000
    static let maximumCount = 100_000_000
    static let defaultSeed: UInt64 = 42

    var action = Action.run
    /// `nil` for the file that is shipped.
    var ordersPath: String?
    var generates = false
    var count = Self.defaultCount
    var seed = Self.defaultSeed
    /// NATS servers; `nil` for one process alone.
    var natsURL: String?
    var node: String?
    var service: String?

    static let help = """
        Usage: OrderSystem [--orders FILE | --generate N [--seed S] [--write-orders FILE]] [--nats URL …]
               OrderSystem --serve [--nats URL [--node NAME] [--service NAME]]

        Sends orders through an embedded Catga node and prints what became of them.
        Without options it reads the orders.jsonl that is shipped with the example.

          --orders FILE        read orders from FILE, one JSON object a line
          --generate N         make N orders up instead of reading any (at most \(maximumCount))
          --seed S             choose which ones are made up; the default is \(defaultSeed)
          --write-orders FILE  write the orders that are made up to FILE and stop
          --nats URL           send the orders to the processes on that NATS server instead of handling them here
          --serve              be such a process, or one alone, until SIGTERM or SIGINT
          --node NAME          this process's id on the bus; made up otherwise
          --service NAME       the processes that share work; the default is the same for all
          --help               print this

        A line of an orders file: {"customer":7,"items":[{"sku":"TEA-100","quantity":2}]}
        and, where wanted, "coupon":"SPRING10" and "cancel":true.

        Exit code: 0 all lines were orders, 1 some were malformed, 2 wrong usage or a file that cannot be read or
        written, 3 the handlers' totals differ from those counted a second time.
        """
}

// MARK: - Parsing

extension Options {
    init(parsing arguments: [String]) throws(UsageError) {
        var remaining = arguments[...]
        var given: Set<String> = []
        while let option = remaining.popFirst() {
            guard given.insert(option).inserted else { throw UsageError("\(option) is given twice") }
            switch option {
            case "--help", "-h":
                action = .help
                return
            case "--orders":
                ordersPath = try Self.value(of: option, from: &remaining)
            case "--write-orders":
                action = .write(path: try Self.value(of: option, from: &remaining))
            case "--generate":
                let text = try Self.value(of: option, from: &remaining)
                guard let count = Int(text), 0...Self.maximumCount ~= count else {
                    throw UsageError("--generate takes a number from 0 to \(Self.maximumCount), not '\(text)'")
                }
                self.count = count
                generates = true
            case "--nats": natsURL = try Self.value(of: option, from: &remaining)
            case "--node": node = try Self.value(of: option, from: &remaining)
            case "--service": service = try Self.value(of: option, from: &remaining)
            case "--serve": action = .serve
            case "--seed":
                let text = try Self.value(of: option, from: &remaining)
                guard let seed = UInt64(text) else {
                    throw UsageError("--seed takes a number from 0 to \(UInt64.max), not '\(text)'")
                }
                self.seed = seed
            default:
                throw UsageError("'\(option)' is not an option")
            }
        }
        if generates, ordersPath != nil { throw UsageError("--orders and --generate exclude each other") }
        for option in ["--node", "--service"] where given.contains(option) && natsURL == nil {
            throw UsageError("\(option) needs --nats")
        }
        if action == .serve, generates || ordersPath != nil {
            throw UsageError("--serve takes orders from other processes, not from --orders or --generate")
        }
        for option in ["--seed", "--write-orders"] where given.contains(option) && !generates {
            throw UsageError("\(option) needs --generate")
        }
    }

    private static func value(
        of option: String,
        from arguments: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let value = arguments.popFirst(), !value.isEmpty, !value.hasPrefix("--") else {
            throw UsageError("\(option) needs a value")
        }
        return value
    }
}

// MARK: - The orders asked for

extension Options {
    /// Where the orders come from, and how to call that in the report.
    func source() throws -> (source: any OrderSource, name: String) {
        if generates {
            return (OrderGenerator(count: count, seed: seed), "made up with seed \(seed)")
        }
        if let ordersPath {
            return (try OrderFile(path: ordersPath), "from \(ordersPath)")
        }
        guard let shipped = Bundle.module.path(forResource: "orders", ofType: "jsonl") else {
            throw UnreadableFile(path: "orders.jsonl", reason: "It is missing beside the executable")
        }
        return (try OrderFile(path: shipped), "shipped with the example")
    }
}
