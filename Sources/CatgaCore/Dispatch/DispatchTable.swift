/// Which handler answers which message: filled by `registerHandlers`, then frozen, then only read.
///
/// What is read is a ``FrozenTable``: memory that never changes, so any number of threads read it without a lock. A
/// *slot* is a message type's index in it. Registering and freezing allocate; nothing else does.
public struct DispatchTable: ~Copyable, @unchecked Sendable {
    private var messages: [MessageEntry] = []
    private var registered: [(slot: Int, handler: HandlerEntry)] = []
    /// Type ids that messages had before they were renamed.
    private var former: [(typeID: UInt64, slot: Int)] = []
    /// The handler values that generated code placed in memory, and how to free them.
    private var handlerValues: [(address: UnsafeMutableRawPointer, release: ReleaseThunk)] = []
    /// `nil` until ``freeze()``. Its memory lives as long as this table.
    public private(set) var frozen: FrozenTable?
    private var owned: [UnsafeMutableRawPointer] = []

    public init() {}

    deinit {
        frozen?.deallocate()
        for memory in owned { memory.deallocate() }
        for value in handlerValues { value.release(value.address) }
    }

    public var isFrozen: Bool { frozen != nil }
    /// Messages with a handler.
    public var messageCount: Int { messages.count }
    public var handlerCount: Int { registered.count }

    /// Takes over handlers that generated code placed in memory. They live as long as the table.
    public mutating func own(_ handlers: UnsafeMutableRawPointer, release: ReleaseThunk) {
        handlerValues.append((handlers, release))
    }
}

// MARK: - Register, then freeze

extension DispatchTable {
    /// Adds one handler method.
    ///
    /// - Parameter receive: What reads the message from bytes; the first registration of a message says it.
    /// - Returns: The registration's ordinal, from 0.
    /// - Throws: ``CatgaError/Code/frozen`` after ``freeze()``; ``CatgaError/Code/duplicateHandler`` for a
    ///   second handler of a request, the same method twice, or a type id that belongs to another wire name.
    public mutating func register(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        receive: ReceiveThunk? = nil,
        handler: HandlerEntry
    ) throws(CatgaError) -> Int {
        guard !isFrozen else {
            throw CatgaError(
                code: .frozen,
                message: "\(text(handler.name)) was registered after the first message; register before sending"
            )
        }
        guard typeID != 0 else {
            throw CatgaError(
                code: .configuration,
                message: "The type id of \(text(wireName)) is 0, which is not for use; give it another wireName"
            )
        }
        let slot = try slotForRegistration(typeID: typeID, wireName: wireName, kind: kind, receive, handler: handler)
        var entry = handler
        entry.ordinal = registered.count
        if handler.call == nil { messages[slot].isSynchronous = false }
        registered.append((slot, entry))
        return entry.ordinal
    }

    /// Lets a registered message be found under a type id that it had before it was renamed, as well.
    ///
    /// - Parameters:
    ///   - formerTypeID: The id of `wireName`.
    ///   - typeID: The message's own, which is registered.
    /// - Throws: ``CatgaError/Code/frozen`` after ``freeze()``; ``CatgaError/Code/duplicateHandler`` where the
    ///   id belongs to a message already, present or former.
    public mutating func accept(
        _ formerTypeID: UInt64,
        formerly wireName: StaticString,
        for typeID: UInt64
    ) throws(CatgaError) {
        guard !isFrozen, let slot = knownSlot(of: typeID) else {
            throw CatgaError(code: .frozen, message: "\(text(wireName)) was registered too late, or before its message")
        }
        guard formerTypeID != 0, knownSlot(of: formerTypeID) == nil, formerSlot(of: formerTypeID) == nil else {
            throw taken(formerTypeID, by: messages[slot].wireName)
        }
        former.append((formerTypeID, slot))
    }

    private func knownSlot(of typeID: UInt64) -> Int? {
        for slot in messages.indices where messages[slot].typeID == typeID { return slot }
        return nil
    }

    private func formerSlot(of typeID: UInt64) -> Int? {
        for position in former.indices where former[position].typeID == typeID { return former[position].slot }
        return nil
    }

    private func taken(_ typeID: UInt64, by wireName: StaticString) -> CatgaError {
        CatgaError(
            code: .duplicateHandler,
            message:
                "A former name of \(text(wireName)) has the type id \(hexadecimal(typeID)), which another message has"
        )
    }

    private mutating func slotForRegistration(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        _ receive: ReceiveThunk?,
        handler: HandlerEntry
    ) throws(CatgaError) -> Int {
        if let other = formerSlot(of: typeID) { throw taken(typeID, by: messages[other].wireName) }
        guard let slot = knownSlot(of: typeID) else {
            messages.append(
                MessageEntry(
                    typeID: typeID,
                    positions: 0..<0,
                    isSynchronous: true,
                    kind: kind,
                    receive: receive,
                    wireName: wireName
                )
            )
            return messages.count - 1
        }
        let known = text(messages[slot].wireName)
        guard known == text(wireName) else {
            throw CatgaError(
                code: .duplicateHandler,
                message: "The messages \(known) and \(text(wireName)) have one type id; give one another wireName"
            )
        }
        let other = registered.first {
            $0.slot == slot && (kind.isRequest || text($0.handler.name) == text(handler.name))
        }
        if let other = other.map({ text($0.handler.name) }) {
            throw CatgaError(
                code: .duplicateHandler,
                message: "\(text(handler.name)) was registered, but \(other) handles \(known) already"
            )
        }
        return slot
    }

    /// Ends registration and lays the table out for reading. Does nothing the second time. Allocates.
    ///
    /// - Parameter attachment: Whatever the table's reader wants to find beside it; ``FrozenTable/attachment``.
    @discardableResult
    public mutating func freeze(attachment: UnsafeRawPointer? = nil) -> FrozenTable {
        if let frozen { return frozen }
        let handlers = UnsafeMutablePointer<HandlerEntry>.allocate(capacity: max(registered.count, 1))
        let entries = UnsafeMutablePointer<MessageEntry>.allocate(capacity: max(messages.count, 1))
        layOut(handlers)
        for slot in messages.indices { (entries + slot).initialize(to: messages[slot]) }
        owned = [UnsafeMutableRawPointer(handlers), UnsafeMutableRawPointer(entries)]
        var ids = former
        for slot in messages.indices { ids.append((messages[slot].typeID, slot)) }
        let table = FrozenTable(ids, messages: entries, handlers: handlers, attachment: attachment)
        frozen = table
        return table
    }

    /// Puts the handlers of one message side by side, in the order they were registered.
    private mutating func layOut(_ handlers: UnsafeMutablePointer<HandlerEntry>) {
        var counts = [Int](repeating: 0, count: messages.count)
        for registration in registered { counts[registration.slot] += 1 }
        var start = 0
        for slot in messages.indices {
            messages[slot].positions = start..<start + counts[slot]
            start += counts[slot]
        }
        for registration in registered.reversed() {
            counts[registration.slot] -= 1
            let place = messages[registration.slot].positions.lowerBound + counts[registration.slot]
            (handlers + place).initialize(to: registration.handler)
        }
    }
}

// MARK: - Read

extension DispatchTable {
    /// The slot of a message type, or `nil` where no handler is registered for it or the table is not frozen.
    public func slot(of typeID: UInt64) -> Int? {
        frozen?.slot(of: typeID)
    }
}

extension CatgaError {
    public static func noHandler(of typeID: UInt64) -> CatgaError {
        CatgaError(
            code: .noHandler,
            message: "No handler is registered for type id \(hexadecimal(typeID)); was registerHandlers(on:) called?"
        )
    }

    public static func unknownMessage(_ typeID: UInt64) -> CatgaError {
        CatgaError(
            code: .unknownMessage,
            message: "No message with type id \(hexadecimal(typeID)) has a handler on this node"
        )
    }

    /// A behavior returned without calling the handler, so there is nothing to return. Called by generated code.
    public static func noReply(of wireName: StaticString) -> CatgaError {
        CatgaError(
            code: .handlerFailed,
            message: "A behavior ended the call of \(text(wireName)) without a reply or an error"
        )
    }

    public static func needsAsync(_ name: StaticString) -> CatgaError {
        CatgaError(code: .needsAsync, message: "\(text(name)) is asynchronous; use send, which waits for it")
    }
}

/// `0x` and sixteen digits, without Foundation.
func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

/// A static string's text.
func text(_ name: StaticString) -> String {
    name.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
}
