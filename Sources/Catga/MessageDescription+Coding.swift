/// Of a request that is answered by its end alone.
extension RequestCoding where Reply == Void {
    @inlinable
    public static func encode(reply: Void, into writer: inout WireWriter) {}

    @inlinable
    public static func reply(reading reader: inout WireReader) {}
}

extension MessageDescription {
    /// The description of a request. Called by generated code.
    ///
    /// - Parameters:
    ///   - hasReply: It is answered by more than its end.
    ///   - routeHash: The ``RoutingHash`` of the field that `.key` names.
    @inlinable
    public init<Message: RequestCoding & MessageCoding>(
        request _: Message.Type,
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        qualityOfService: DeliveryQuality,
        route: Route.Kind,
        formerNames: [FormerWireName] = [],
        hasReply: Bool = true,
        receiveNow: ReceiveThunk,
        routeHash: (@Sendable (Message) -> UInt64)? = nil
    ) {
        var readReply: ReadReply?
        if hasReply {
            readReply = { reader, reply in
                let value = Message.reply(reading: &reader)
                reply.assumingMemoryBound(to: Message.Reply?.self).pointee = value
            }
        }
        var hash: RouteHash?
        if let routeHash { hash = { routeHash($0.assumingMemoryBound(to: Message.self).pointee) } }
        self.init(
            typeID: typeID,
            wireName: wireName,
            kind: kind,
            qualityOfService: qualityOfService,
            route: route,
            formerNames: formerNames,
            receiveNow: receiveNow,
            encode: { message, writer in message.assumingMemoryBound(to: Message.self).pointee.encode(into: &writer) },
            readReply: readReply,
            routeHash: hash,
            receive: { node, payload, context, _ async throws(CatgaError) in
                var message = try decoding { () throws(WireError) in
                    try Message(decoding: payload.span.bytes, limits: node.configuration.wireLimits)
                }
                var reply = CatgaNode.nothing(Message.Reply.self)
                try await node.request(typeID, wireName, &message, &reply, context) { Message.messageDescription }
                guard let reply else { throw CatgaError.noReply(of: wireName) }
                var writer = WireWriter()
                Message.encode(reply: reply, into: &writer)
                return writer.bytes()
            }
        )
    }

    /// The description of an event. Called by generated code.
    @inlinable
    public init<Message: MessageCoding>(
        event _: Message.Type,
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        qualityOfService: DeliveryQuality,
        route: Route.Kind,
        formerNames: [FormerWireName] = [],
        receiveNow: ReceiveThunk
    ) {
        self.init(
            typeID: typeID,
            wireName: wireName,
            kind: kind,
            qualityOfService: qualityOfService,
            route: route,
            formerNames: formerNames,
            receiveNow: receiveNow,
            encode: { message, writer in message.assumingMemoryBound(to: Message.self).pointee.encode(into: &writer) },
            receive: { node, payload, context, handler async throws(CatgaError) in
                var message = try decoding { () throws(WireError) in
                    try Message(decoding: payload.span.bytes, limits: node.configuration.wireLimits)
                }
                let failures = try await node.deliver(typeID, wireName, kind, &message, context, only: handler) {
                    Message.messageDescription
                }
                guard let failures else { return [] }
                guard kind == .reliableEvent else { throw node.failed(failures, of: typeID) }
                node.redeliver(failures, payload: Array(payload))
                return []
            }
        )
    }
}
