public import Catga

/// How a node reaches its NATS servers, and what it keeps in JetStream.
///
/// ```swift
/// var nats = NATSConfiguration("nats://orders.example:4222")
/// nats.credentials = .file("/run/secrets/orders.creds")
/// let node = try await CatgaNode(.nats(nats, service: "orders"))
/// ```
public struct NATSConfiguration: Sendable {
    /// Who the node says it is. Never printed.
    public enum Credentials: Sendable {
        case none
        /// A `.creds` file with a JWT and a seed.
        case file(String)
        /// A public nkey, and the file with its seed.
        case nkey(publicKey: String, seedFile: String)
        case user(String, password: String)
        case token(String)
        /// A file that holds nothing but a token; read again with every connection.
        case tokenFile(String)
        /// Asked with every connection, on a thread of the library's: it must not wait.
        case tokenProvider(@Sendable () -> String)

        /// Where a seed is read from.
        var file: String? {
            switch self {
            case .file(let path), .nkey(_, let path): path.debugDescription
            case .none, .user, .token, .tokenFile, .tokenProvider: nil
            }
        }
    }

    /// How a `tls://` server is checked. Always: its certificate must be signed by a trusted authority and be for its host.
    public struct TLS: Sendable {
        /// A file of certificates to trust; the system's where `nil`.
        public var authorityFile: String?
        /// This client's own certificate and key, for servers that ask for one.
        public var certificateFile: String?
        public var keyFile: String?
        /// The host that the server's certificate must be for; that of the URL where `nil`.
        public var serverName: String?

        public init(
            authorityFile: String? = nil,
            certificateFile: String? = nil,
            keyFile: String? = nil,
            serverName: String? = nil
        ) {
            self.authorityFile = authorityFile
            self.certificateFile = certificateFile
            self.keyFile = keyFile
            self.serverName = serverName
        }
    }

    /// What the streams that keep events and commands are made with. A stream that exists already must be like this: it is
    /// never changed.
    public struct Streams: Sendable {
        public enum Storage: String, Sendable {
            case file
            case memory
        }

        /// What happens with a message that a full stream has no room for.
        public enum WhenFull: String, Sendable {
            /// The sender is thrown an error.
            case refuseNew = "new"
            /// The oldest are lost: refused for all that is promised to be delivered, which is all that streams are for.
            case dropOld = "old"
        }

        public var storage = Storage.file
        /// Servers that keep each message: 1, or 3 in a cluster, which survives the loss of one.
        public var replicas = 1
        /// Messages a stream keeps at most; -1 for no bound.
        public var maximumMessages: Int64 = -1
        /// Bytes a stream keeps at most; -1 for no bound.
        public var maximumBytes: Int64 = -1
        public var whenFull = WhenFull.refuseNew
        /// How long a message is kept, handled or not; 0: until every service has handled it. Where nothing is said it is 0
        /// for one replica, and a week for several.
        ///
        /// With 0 the servers take every message out of the middle of the stream, which clusters were not seen to survive. Where
        /// members were killed again and again, `nats-server` 2.9 lost acknowledged messages and kept some for ever that were
        /// handled; a stream of 2.14 was led by nobody any more once all three members had been killed at once. With a time
        /// neither happened. Choose one that is longer than any service will be away, and have room for what comes in it.
        public var retentionSeconds: Int?

        /// In seconds.
        var retention: Int { retentionSeconds ?? (replicas > 1 ? 604_800 : 0) }

        /// Whether the server is told each message's id (`Nats-Msg-Id`) and keeps what is stored again only once. Where nothing
        /// is said it is with one replica, and is not with several: then a message whose acknowledgement was lost may be kept
        /// twice, and is known again by the node that has handled it, and by the store of what it does.
        ///
        /// With ids, copies of a stream were seen to come apart under version 2.9 of `nats-server`: one that dies while it
        /// leads may come back with a message that the others never had, drops the message's repetition, which they keep, and
        /// from then on numbers all messages lower. A consumer that goes on behind another leader then passes over some. Under
        /// version 2.14 they did not: say `true` where all servers of a cluster are that new.
        public var deduplicates: Bool?

        var tellsIDs: Bool { deduplicates ?? (replicas == 1) }

        /// How long the server recognizes a message that is stored again, where it ``deduplicates``.
        public var duplicateWindowSeconds = 120
        /// How long a node may hold a message without a word; while a handler runs, the node says so every third of it.
        public var acknowledgementSeconds = 30
        /// Messages of one type that a service may hold at once; the others wait in the stream. From 500 on acknowledgements
        /// wait up to a millisecond for one another, as they cost less together.
        public var maximumUnacknowledged = 1_000

        public init() {}
    }

    /// The servers, of one cluster: `nats://host:4222` or `tls://host:4222`.
    public var urls: [String]
    public var credentials = Credentials.none
    public var tls = TLS()
    /// What all subjects begin with; streams are named after it. Nodes with another prefix are on another bus.
    public var prefix = "catga"
    public var streams = Streams()
    /// How long connecting to a server may take. A connection that was lost is made again once one of the servers greets, which
    /// short connections find out before; a server with TLS notes each of those as a handshake that failed. Until then what is
    /// sent waits for no host that is silent. Where there are several servers it may wait that long for each that is: libnats
    /// tries all but one at first, and does not begin with the one that has greeted.
    public var connectTimeoutMilliseconds: Int64 = 5_000
    /// Requests that may wait for answers at once.
    public var maximumPendingRequests = 8_192
    /// Requests in flight from which on writes are gathered rather than made at once. Below it a request costs a system call
    /// and waits for nobody; above it what is sent while the server takes what was sent before is written in one,
    /// and answers to one node are one message.
    public var gatheringThreshold = 8
    /// Hears that the servers have refused the credentials of a running node twice, as after they were revoked. It does not
    /// try again: what it sends fails, nothing reaches it, and it is to be started again. The default writes one line to
    /// standard error.
    public var onRefusal: @Sendable (CatgaError) -> Void = { writeToStandardError("catga: \($0)\n") }

    /// Hears what the server does not let this node publish, in the server's words and once for each of the first hundred
    /// subjects of either connection. Events that are not kept, and answers, reach nobody there without any other word; whoever
    /// sends a request waits until its time is over. The default writes one line to standard error.
    public var onDenial: @Sendable (CatgaError) -> Void = { writeToStandardError("catga: \($0)\n") }

    /// The environment variable that names the servers where nobody else does.
    public static let urlVariable = "NATS_URL"
    static let defaultURL = "nats://127.0.0.1:4222"

    /// - Parameter urls: One or several, as strings of their own or separated by commas. Where there is none, `NATS_URL`
    ///   says it, else it is `nats://127.0.0.1:4222`.
    public init(_ urls: String...) {
        let given = urls.isEmpty ? [environment(Self.urlVariable) ?? Self.defaultURL] : urls
        self.urls = given.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}

extension NodeConfiguration {
    /// A node on NATS servers.
    ///
    /// - Parameters:
    ///   - url: As in ``NATSConfiguration/init(_:)``; `NATS_URL` says it where `nil`.
    ///   - service: The nodes that share work.
    ///   - name: The node's id; made up where `nil`.
    public static func nats(_ url: String? = nil, service: String = defaultService, name: String? = nil) -> Self {
        .nats(url.map { NATSConfiguration($0) } ?? NATSConfiguration(), service: service, name: name)
    }

    /// A node on NATS servers, with everything set.
    public static func nats(
        _ nats: NATSConfiguration,
        service: String = defaultService,
        name: String? = nil
    ) -> Self {
        var configuration = NodeConfiguration()
        configuration.service = service
        configuration.name = name
        configuration.transport = { identity, node async throws(CatgaError) in
            try await NATSTransport.connect(nats, identity, maximumWaitingEvents: node.maximumWaitingEvents)
        }
        return configuration
    }
}
