/// Where a request goes when several nodes could answer it: `static let route = Route.key("customerID")`.
///
/// The generator reads the declaration and the compiler checks its type; with the embedded transport every route leads
/// to this process.
public struct Route: Hashable, Sendable {
    /// The kind of route, as generated code and the wire number it.
    public enum Kind: UInt8, Sendable {
        case localFirst = 0
        case local = 1
        case any = 2
        case key = 3
        case broadcast = 4
        case replicated = 5
    }

    public let kind: Kind

    @inlinable
    init(kind: Kind) {
        self.kind = kind
    }

    /// This process if it has the handler, else any other node. The default of requests.
    public static let localFirst = Route(kind: .localFirst)
    /// This process only.
    public static let local = Route(kind: .local)
    /// Any node of the service, in turn.
    public static let any = Route(kind: .any)
    /// For commands and queries, every node that handles them. For events, whose default it is, the handlers in this process
    /// and one node of every other service.
    public static let broadcast = Route(kind: .broadcast)
    /// Every node in the same order, agreed by a quorum. No transport offers it yet: on a node with one `send` throws
    /// ``CatgaError/Code/configuration``.
    public static let replicated = Route(kind: .replicated)

    /// The node that the value of a field belongs to: equal values always meet on one node.
    ///
    /// - Parameter field: The name of a stored property of the message, as a literal. The generator refuses a name
    ///   that is not one (CATGA0034).
    public static func key(_ field: StaticString) -> Route {
        Route(kind: .key)
    }
}

/// What is promised about a message's delivery: `static let qualityOfService = DeliveryQuality.atLeastOnce`.
public enum DeliveryQuality: UInt8, Sendable {
    /// QoS 0. The default of queries and events.
    case atMostOnce = 0
    /// QoS 1. The default of commands and reliable events.
    case atLeastOnce = 1
    /// QoS 2: at least once, and an inbox that lets one effect through.
    case effectivelyOnce = 2
}

/// The four kinds of message, as the envelope numbers them.
public enum MessageKind: UInt8, Sendable {
    case command = 1
    case query = 2
    case event = 3
    case reliableEvent = 4

    /// Exactly one handler, and a reply.
    @inlinable
    public var isRequest: Bool { self == .command || self == .query }
}
