/// Which handler answers which message: filled by `registerHandlers`, then frozen, then only read.
///
/// A frozen table is two blocks of memory that never change, so any number of threads read it without a lock. Looking a
/// type id up is one multiplication-free probe into an index at most half full; a *slot* is the result and indexes the
/// message entries directly. Registering allocates; nothing else does.
public struct DispatchTable: ~Copyable, @unchecked Sendable {
    private var messages: [MessageEntry] = []
    private var registered: [(slot: Int, handler: HandlerEntry)] = []
    public private(set) var isFrozen = false

    private var frozenMessages: UnsafeMutablePointer<MessageEntry>?
    private var frozenHandlers: UnsafeMutablePointer<HandlerEntry>?
    /// Type ids and their slots; an entry with slot -1 is empty.
    private var index: UnsafeMutablePointer<(typeID: UInt64, slot: Int)>?
    private var mask: UInt64 = 0

    public init() {}

    deinit {
        frozenMessages?.deallocate()
        frozenHandlers?.deallocate()
        index?.deallocate()
    }

    /// Messages with a handler.
    public var messageCount: Int { messages.count }
    public var handlerCount: Int { registered.count }
}

// MARK: - Register, then freeze

extension DispatchTable {
    /// Adds one handler method.
    ///
    /// - Returns: The registration's ordinal, from 0.
    /// - Throws: ``CatgaError/Code/frozen`` after ``freeze()``; ``CatgaError/Code/duplicateHandler`` for a second handler
    ///   of a request, the same method twice, or a type id that belongs to another wire name.
    public mutating func register(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        handler: HandlerEntry
    ) throws(CatgaError) -> Int {
        guard !isFrozen else {
            throw CatgaError(
                code: .frozen,
                message: "\(text(handler.name)) was registered after the first message; register before sending"
            )
        }
        let slot = try slotForRegistration(typeID: typeID, wireName: wireName, kind: kind, handler: handler)
        var entry = handler
        entry.ordinal = registered.count
        registered.append((slot, entry))
        return entry.ordinal
    }

    private mutating func slotForRegistration(
        typeID: UInt64,
        wireName: StaticString,
        kind: MessageKind,
        handler: HandlerEntry
    ) throws(CatgaError) -> Int {
        guard let slot = messages.firstIndex(where: { $0.typeID == typeID }) else {
            messages.append(MessageEntry(typeID: typeID, kind: kind, wireName: wireName, handlers: 0..<0))
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
    public mutating func freeze() {
        guard !isFrozen else { return }
        isFrozen = true
        layOutHandlers()
        layOutIndex()
    }

    /// Puts the handlers of one message side by side, in the order they were registered.
    private mutating func layOutHandlers() {
        let handlers = UnsafeMutablePointer<HandlerEntry>.allocate(capacity: max(registered.count, 1))
        let entries = UnsafeMutablePointer<MessageEntry>.allocate(capacity: max(messages.count, 1))
        var counts = [Int](repeating: 0, count: messages.count)
        for registration in registered { counts[registration.slot] += 1 }
        var start = 0
        for slot in messages.indices {
            messages[slot].handlers = start..<start + counts[slot]
            (entries + slot).initialize(to: messages[slot])
            start += counts[slot]
        }
        for registration in registered.reversed() {
            counts[registration.slot] -= 1
            let place = messages[registration.slot].handlers.lowerBound + counts[registration.slot]
            (handlers + place).initialize(to: registration.handler)
        }
        frozenHandlers = handlers
        frozenMessages = entries
    }

    private mutating func layOutIndex() {
        var size = 2
        while size < messages.count * 2 { size *= 2 }
        let index = UnsafeMutablePointer<(typeID: UInt64, slot: Int)>.allocate(capacity: size)
        index.initialize(repeating: (0, -1), count: size)
        mask = UInt64(size - 1)
        for slot in messages.indices {
            var position = messages[slot].typeID & mask
            while index[Int(position)].slot >= 0 { position = (position &+ 1) & mask }
            index[Int(position)] = (messages[slot].typeID, slot)
        }
        self.index = index
    }
}

// MARK: - Read

extension DispatchTable {
    /// The slot of a message type, or `nil` where no handler is registered for it or the table is not frozen.
    ///
    /// Type ids are FNV-1a hashes and serve as their own hash; the index is at most half full, so a probe ends soon.
    public func slot(of typeID: UInt64) -> Int? {
        guard let index else { return nil }
        var position = typeID & mask
        while true {
            let entry = index[Int(position)]
            if entry.slot < 0 { return nil }
            if entry.typeID == typeID { return entry.slot }
            position = (position &+ 1) & mask
        }
    }

    /// - Parameter slot: A result of ``slot(of:)``.
    public func message(at slot: Int) -> MessageEntry {
        precondition(slot >= 0 && slot < messages.count && isFrozen, "not a slot of this table")
        return frozenMessages.unsafelyUnwrapped[slot]
    }

    /// - Parameter position: A member of ``MessageEntry/handlers``.
    public func handler(at position: Int) -> HandlerEntry {
        precondition(position >= 0 && position < registered.count && isFrozen, "not a handler of this table")
        return frozenHandlers.unsafelyUnwrapped[position]
    }

    /// Hands a request to its synchronous handler.
    ///
    /// - Parameters:
    ///   - message: An initialized message of the type that `typeID` stands for.
    ///   - reply: An initialized `Optional` of its reply type, assigned on return.
    /// - Throws: ``CatgaError/Code/noHandler``, ``CatgaError/Code/needsAsync``, or what the handler threw.
    public func call(
        _ typeID: UInt64,
        _ message: UnsafeRawPointer,
        _ reply: UnsafeMutableRawPointer,
        _ context: Context
    ) throws(CatgaError) {
        guard let slot = slot(of: typeID) else { throw CatgaError.noHandler(of: typeID) }
        let handler = handler(at: self.message(at: slot).handlers.lowerBound)
        guard let call = handler.call else { throw CatgaError.needsAsync(handler.name) }
        var failure: CatgaError?
        let returned = withUnsafePointer(to: context) { context in
            withUnsafeMutablePointer(to: &failure) { failure in
                call(handler.handlers, message, reply, context, failure)
            }
        }
        if !returned { throw failure ?? CatgaError(code: .handlerFailed, message: "\(text(handler.name)) failed") }
    }
}

extension CatgaError {
    public static func noHandler(of typeID: UInt64) -> CatgaError {
        CatgaError(
            code: .noHandler,
            message: "No handler is registered for type id \(hexadecimal(typeID)); was registerHandlers(on:) called?"
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
