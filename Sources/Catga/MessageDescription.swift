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

    public init(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        qualityOfService: DeliveryQuality,
        route: Route.Kind,
        formerNames: [FormerWireName] = [],
        receiveNow: ReceiveThunk? = nil,
        receive: @escaping Receive
    ) {
        self.typeID = typeID
        self.wireName = wireName
        self.kind = kind
        self.qualityOfService = qualityOfService
        self.route = route
        self.formerNames = formerNames
        self.receiveNow = receiveNow
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
}

/// Calls one asynchronous handler method; the parameters are those of ``HandlerThunk``. Written by the generator.
public typealias AsyncHandlerThunk =
    nonisolated(nonsending) @Sendable (
        _ handlers: UnsafeRawPointer,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) async throws(CatgaError) -> Void
