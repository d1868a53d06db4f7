import Foundation

/// What the command line asks for.
struct Options {
    var messages = 2_000
    var kills = 4
    var replicas = 1
    var quality = 1
    /// As the streams' setting.
    var retentionSeconds: Int?
    /// The servers are told message ids, also those of a cluster.
    var deduplicates = false
    var usesCommands = false
    var seed: UInt64 = 1
    var json: String?

    /// Nodes that handle.
    static let nodes = 3
    /// How long a node may hold a message without a word.
    static let acknowledgementSeconds = 3

    static let usage = """
        usage: Chaos nats [--messages N] [--kills N] [--replicas 1|3] [--retention SECONDS]
                          [--deduplicate] [--qos 1|2] [--commands] [--seed N] [--json FILE]

        Sends messages through servers and nodes that are killed, paused and cut off, and compares what was acknowledged
        with what had an effect. Exit code 0: nothing lost or doubled; 1: something was; 2: it could not be tried.
        """

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter arguments: Those after `nats`.
    init(_ arguments: some Sequence<String>) throws {
        var rest = Array(arguments)[...]
        while let option = rest.popFirst() {
            switch option {
            case "--messages": messages = try Self.number(option, &rest) { $0 >= 1 }
            case "--kills": kills = try Self.number(option, &rest) { 0...1_000 ~= $0 }
            case "--replicas": replicas = try Self.number(option, &rest) { $0 == 1 || $0 == 3 }
            case "--retention": retentionSeconds = try Self.number(option, &rest) { $0 >= 0 }
            case "--qos": quality = try Self.number(option, &rest) { 1...2 ~= $0 }
            case "--seed": seed = UInt64(try Self.number(option, &rest) { $0 >= 0 })
            case "--deduplicate": deduplicates = true
            case "--commands": usesCommands = true
            case "--json":
                guard let file = rest.popFirst() else { throw Failure(description: "--json needs a file") }
                json = file
            default: throw Failure(description: "\(option.debugDescription) is no option\n\(Self.usage)")
            }
        }
    }

    private static func number(
        _ option: String,
        _ rest: inout ArraySlice<String>,
        _ isAllowed: (Int) -> Bool
    ) throws -> Int {
        guard let text = rest.popFirst(), let number = Int(text), isAllowed(number) else {
            throw Failure(description: "\(option) needs a number that it takes\n\(usage)")
        }
        return number
    }

    /// What nodes have to be told of the streams.
    var ofStreams: [String] {
        ["--replicas", "\(replicas)"] + (retentionSeconds.map { ["--retention", "\($0)"] } ?? [])
            + (deduplicates ? ["--deduplicate"] : [])
    }

    /// The stream that everything goes through.
    var stream: String { usesCommands ? "catga-commands" : "catga-events" }

    var words: String {
        let what = usesCommands ? "commands" : "QoS \(quality) events"
        let time = retentionSeconds.map { ", kept for \($0) s" } ?? ""
        let ids = deduplicates ? ", known by their ids" : ""
        return "\(messages) \(what) over \(replicas) server\(replicas == 1 ? "" : "s")\(time)\(ids), seed \(seed)"
    }
}
