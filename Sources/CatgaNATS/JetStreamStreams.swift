import Catga
import Synchronization

/// The streams and consumers of one bus: made where they are missing, compared where they are there, never changed.
final class JetStreamStreams: Sendable {
    private let settings: NATSConfiguration.Streams
    private let subjects: NATSSubjects
    private let api: JetStreamAPI
    /// Those known to be as they shall be.
    private let prepared = Mutex<Set<String>>([])

    init(_ settings: NATSConfiguration.Streams, _ subjects: NATSSubjects, _ api: JetStreamAPI) {
        self.settings = settings
        self.subjects = subjects
        self.api = api
    }

    /// A durable consumer of one stream.
    struct Consumer: Sendable {
        let stream: String
        let name: String
        let deadLetterSubject: String
        let settings: NATSConfiguration.Streams
    }

    // MARK: - Streams

    /// Sees to it that the channel's stream is there. Asks the server once.
    nonisolated(nonsending) func prepare(for channel: Channel) async throws(CatgaError) {
        guard let stream = subjects.stream(of: channel) else { return }
        if stream == subjects.commandStream {
            try await prepare(stream, "\(subjects.prefix).stored.commands.>", retention: "workqueue")
        } else {
            try await prepare(stream, "\(subjects.prefix).stored.events.>", retention: "interest")
        }
    }

    private nonisolated(nonsending) func prepare(
        _ name: String,
        _ subject: String,
        retention: String
    ) async throws(CatgaError) {
        if prepared.withLock({ $0.contains(name) }) { return }
        let isTimed = settings.retention > 0 && name != subjects.deadLetterStream
        let wanted: [String: Any] = [
            "name": name, "subjects": [subject], "retention": isTimed ? "limits" : retention,
            "storage": settings.storage.rawValue,
            "num_replicas": settings.replicas, "discard": settings.whenFull.rawValue,
            "max_msgs": settings.maximumMessages, "max_bytes": settings.maximumBytes, "max_consumers": -1,
            "max_age": isTimed ? Int64(settings.retention) * 1_000_000_000 : 0,
            "duplicate_window": Int64(settings.duplicateWindowSeconds) * 1_000_000_000,
        ]
        try await make("stream \(name)", "STREAM.INFO.\(name)", "STREAM.CREATE.\(name)", wanted, wanted)
        prepared.withLock { _ = $0.insert(name) }
    }

    /// - Parameters:
    ///   - wanted: The configuration.
    ///   - body: What creates the thing.
    private nonisolated(nonsending) func make(
        _ words: String,
        _ info: String,
        _ create: String,
        _ wanted: [String: Any],
        _ body: [String: Any]
    ) async throws(CatgaError) {
        // Twice, as another node may make it in between.
        for isLast in [false, true] {
            if case .found(let answer) = try await api.ask(info) {
                return try Self.compare(answer["config"] as? [String: Any] ?? [:], wanted, words)
            }
            switch try await api.ask(create, body) {
            case .found: return
            case .refused(_, let description):
                guard isLast else { continue }
                throw CatgaError(code: .configuration, message: "JetStream refuses the \(words): \(description)")
            }
        }
    }

    static func compare(_ found: [String: Any], _ wanted: [String: Any], _ words: String) throws(CatgaError) {
        var differences: [String] = []
        for (key, value) in wanted.sorted(by: { $0.key < $1.key }) {
            let (is_, shall) = (text(found[key]), text(value))
            // The server leaves out what is zero.
            if is_ != shall, !(found[key] == nil && shall == "0") {
                differences.append("\(key) is \(is_), not \(shall)")
            }
        }
        guard differences.isEmpty else {
            throw CatgaError(
                code: .configuration,
                message: "The \(words) exists otherwise than configured, and is not changed: "
                    + "\(differences.joined(separator: "; ")). Configure the node like it, or change it with the nats tool"
            )
        }
    }

    private static func text(_ value: Any?) -> String {
        switch value {
        case nil: "missing"
        case let text as String: text
        case let texts as [String]: texts.joined(separator: ",")
        case let number as Int: "\(number)"
        case let number as Int64: "\(number)"
        case let some?: "\(some)"
        }
    }

    // MARK: - Consumers

    /// Sees to it that the channel's consumer is there, with its stream and that of dead letters.
    nonisolated(nonsending) func consumer(
        of channel: Channel,
        _ identity: NodeIdentity
    ) async throws(CatgaError) -> Consumer {
        try await prepare(for: channel)
        try await prepare(subjects.deadLetterStream, "\(subjects.prefix).dead.>", retention: "limits")
        guard let stream = subjects.stream(of: channel) else {
            throw CatgaError(code: .configuration, message: "Nothing is kept of \(channel.words)")
        }
        let name = subjects.consumer(of: channel, identity)
        let wanted: [String: Any] = [
            "durable_name": name, "filter_subject": try subjects.subject(of: channel), "ack_policy": "explicit",
            // The work queue's consumers must begin with what is there; events are those from now on.
            "deliver_policy": stream == subjects.commandStream ? "all" : "new",
            "ack_wait": Int64(settings.acknowledgementSeconds) * 1_000_000_000, "max_deliver": -1,
            "max_ack_pending": settings.maximumUnacknowledged,
        ]
        try await make(
            "consumer \(name) of the stream \(stream)",
            "CONSUMER.INFO.\(stream).\(name)",
            "CONSUMER.DURABLE.CREATE.\(stream).\(name)",
            wanted,
            ["stream_name": stream, "config": wanted]
        )
        return Consumer(
            stream: stream,
            name: name,
            deadLetterSubject: try subjects.deadLetterSubject(of: channel),
            settings: settings
        )
    }
}
