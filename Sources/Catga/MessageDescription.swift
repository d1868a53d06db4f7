/// What the runtime knows of a message type: made by generated code, one for each message.
public struct MessageDescription: Sendable {
    /// Reads a payload, dispatches the message to the node's handlers and returns the reply's bytes (none for
    /// events). With a handler's position it calls that one only, for an event delivered again.
    public typealias Receive =
        nonisolated(nonsending) @Sendable (
            _ node: CatgaNode,
            _ payload: ArraySlice<UInt8>,
            _ context: Context,
            _ onlyHandler: Int?
        ) async throws(CatgaError) -> [UInt8]

    public let typeID: UInt64
    public let wireName: StaticString
    public let kind: MessageKind
    public let qualityOfService: DeliveryQuality
    public let route: Route.Kind
    /// What the message was called before it was renamed; nodes that were not updated still send it so.
    public let formerNames: [FormerWireName]
    /// As `receive`, where no handler needs `await`: then nothing is allocated on the way. `nil` where it is not to be had.
    public let receiveNow: ReceiveThunk?
    public let receive: Receive
    /// Appends the payload of the message at an address.
    public let encode: Encode
    /// Reads a reply and assigns it to the `Optional` at an address; `nil` where the reply is nothing.
    public let readReply: ReadReply?
    /// The ``RoutingHash`` of the field that `.key` names.
    public let routeHash: RouteHash?

    public typealias Encode = @Sendable (_ message: UnsafeRawPointer, _ writer: inout WireWriter) -> Void
    public typealias ReadReply = @Sendable (_ reader: inout WireReader, _ reply: UnsafeMutableRawPointer) -> Void
    public typealias RouteHash = @Sendable (_ message: UnsafeRawPointer) -> UInt64

    public init(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        qualityOfService: DeliveryQuality,
        route: Route.Kind,
        formerNames: [FormerWireName] = [],
        receiveNow: ReceiveThunk? = nil,
        encode: @escaping Encode,
        readReply: ReadReply? = nil,
        routeHash: RouteHash? = nil,
        receive: @escaping Receive
    ) {
        self.typeID = typeID
        self.wireName = wireName
        self.kind = kind
        self.qualityOfService = qualityOfService
        self.route = route
        self.formerNames = formerNames
        self.receiveNow = receiveNow
        self.encode = encode
        self.readReply = readReply
        self.routeHash = routeHash
        self.receive = receive
    }

    var identity: MessageIdentity {
        MessageIdentity(
            typeID: typeID,
            wireName: wireName,
            kind: kind,
            formerNames: formerNames,
            receiveNow: receiveNow
        )
    }

    /// The message never leaves its process when this process handles it.
    var stays: Bool { route == .local || (route == .localFirst && kind.isRequest) }
}

/// Calls one asynchronous handler method; the parameters are those of ``HandlerThunk``. Written by the generator.
public typealias AsyncHandlerThunk =
    nonisolated(nonsending) @Sendable (
        _ handlers: UnsafeRawPointer,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) -> Void
