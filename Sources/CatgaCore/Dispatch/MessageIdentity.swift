/// What a dispatch table knows of a message type: made by generated code.
public struct MessageIdentity: Sendable {
    public let typeID: UInt64
    public let wireName: StaticString
    public let kind: MessageKind
    /// What the message was called before it was renamed; nodes that were not updated still send it so.
    public let formerNames: [FormerWireName]
    /// `nil` where the message is not to be had from bytes without waiting.
    public let receiveNow: ReceiveThunk?

    public init(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        formerNames: [FormerWireName] = [],
        receiveNow: ReceiveThunk? = nil
    ) {
        self.typeID = typeID
        self.wireName = wireName
        self.kind = kind
        self.formerNames = formerNames
        self.receiveNow = receiveNow
    }
}

/// A name that a message had on the wire, from `static let formerWireNames`. Made by generated code.
public struct FormerWireName: Sendable {
    /// 64-bit FNV-1a of the name.
    public let typeID: UInt64
    public let wireName: StaticString

    public init(typeID: UInt64, wireName: StaticString) {
        self.typeID = typeID
        self.wireName = wireName
    }
}

extension DispatchTable {
    /// Adds one synchronous handler method. Called by generated code.
    ///
    /// - Parameters:
    ///   - name: The method in words, for messages to people.
    ///   - handlers: The value that holds the method, given to ``own(_:release:)`` before.
    ///   - id: ``HandlerEntry/id``.
    /// - Throws: As ``register(_:_:)``.
    public mutating func register(
        _ message: MessageIdentity,
        _ name: StaticString,
        _ handlers: UnsafeRawPointer,
        id: UInt64 = 0,
        call: @escaping HandlerThunk
    ) throws(CatgaError) {
        try register(message, HandlerEntry(handlers: handlers, name: name, id: id, call: call))
    }

    /// Adds one handler method, and with a message's first one its former names.
    ///
    /// - Throws: ``CatgaError/Code/frozen`` after ``freeze(attachment:)``; ``CatgaError/Code/duplicateHandler`` for a second
    ///   handler of a request, the same method twice, or an id that another message has.
    public mutating func register(_ message: MessageIdentity, _ handler: HandlerEntry) throws(CatgaError) {
        let known = messageCount
        _ = try register(
            typeID: message.typeID,
            wireName: message.wireName,
            kind: message.kind,
            receive: message.receiveNow,
            handler: handler
        )
        guard messageCount > known else { return }
        for former in message.formerNames {
            try accept(former.typeID, formerly: former.wireName, for: message.typeID)
        }
    }
}
