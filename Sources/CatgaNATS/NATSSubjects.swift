import Catga

/// The subjects and names of one bus.
struct NATSSubjects: Sendable {
    let prefix: String

    /// - Throws: ``CatgaError/Code/configuration`` for a prefix that is not one plain word.
    init(prefix: String) throws(CatgaError) {
        self.prefix = try NodeIdentity.checked(prefix, "prefix")
    }

    /// - Throws: ``CatgaError/Code/configuration`` for a name with anything in it that means something to NATS.
    func subject(of channel: Channel) throws(CatgaError) -> String {
        switch channel {
        case .requests(let name): "\(prefix).req.\(try Self.words(name))"
        case .everyNode(let name): "\(prefix).all.\(try Self.words(name))"
        case .node(let id): "\(prefix).node.\(try NodeIdentity.checked(id, "target")).req"
        case .events(let name): "\(prefix).events.\(try Self.words(name))"
        case .storedEvents(let name): "\(prefix).stored.events.\(try Self.words(name))"
        case .storedCommands(let name): "\(prefix).stored.commands.\(try Self.words(name))"
        case .presence: "\(prefix).nodes"
        case .worker(let number): "\(prefix).workers.\(number)"
        }
    }

    /// A wire name: words of letters, digits, `-` and `_`, with dots between them.
    private static func words(_ name: String) throws(CatgaError) -> String {
        guard name.utf8.count <= 200 else { throw fault(name) }
        for word in name.split(separator: ".", omittingEmptySubsequences: false) {
            let isPlain = word.utf8.allSatisfy {
                ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F
            }
            guard isPlain, !word.isEmpty else { throw fault(name) }
        }
        return name
    }

    private static func fault(_ name: String) -> CatgaError {
        CatgaError(
            code: .configuration,
            message:
                "The wire name \(name.prefix(80).debugDescription) cannot be part of a subject; use letters, digits, "
                + "- and _, with dots between words"
        )
    }

    // MARK: - JetStream

    var eventStream: String { "\(prefix)-events" }
    var commandStream: String { "\(prefix)-commands" }
    var deadLetterStream: String { "\(prefix)-dead" }

    func stream(of channel: Channel) -> String? {
        switch channel {
        case .storedEvents: eventStream
        case .storedCommands: commandStream
        case .requests, .node, .events, .everyNode, .presence, .worker: nil
        }
    }

    func deadLetterSubject(of channel: Channel) throws(CatgaError) -> String {
        switch channel {
        case .storedCommands(let name): "\(prefix).dead.commands.\(try Self.words(name))"
        default: "\(prefix).dead.events.\(try Self.words(channel.wireName))"
        }
    }

    /// The name of a durable consumer, in which a dot means something: the service's for events, one for all for commands.
    func consumer(of channel: Channel, _ identity: NodeIdentity) -> String {
        let name = channel.wireName
        let plain = String(name.map { $0 == "." ? "_" : $0 })
        // Two names may look alike without their dots.
        let number = String(RoutingHash.hash(name), radix: 16)
        if case .storedCommands = channel { return "commands-\(plain)-\(number)" }
        return "\(identity.service)-\(plain)-\(number)"
    }
}

extension Channel {
    /// Empty for a channel that is not of a message type.
    var wireName: String {
        switch self {
        case .requests(let name), .everyNode(let name), .events(let name), .storedEvents(let name),
            .storedCommands(let name):
            name
        case .node, .presence, .worker: ""
        }
    }
}
