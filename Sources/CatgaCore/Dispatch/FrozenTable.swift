/// A dispatch table as it is read: one block of memory that never changes again.
///
/// A single word, so that a caller keeps it in a register. The block belongs to the ``DispatchTable`` it came from and
/// lives as long. Reading takes no lock, counts no reference and allocates nothing.
///
/// The block is a header and, behind it, a power of two of places, at least four times as many as there are messages. Type
/// ids are FNV-1a hashes and serve as their own hash: a message stands at its id's low bits, or at the next free place. A
/// request that does not stand at its first place stands once more at its handler's id, if that place is free.
public struct FrozenTable: @unchecked Sendable {
    @usableFromInline let header: UnsafePointer<TableHeader>

    /// The value that holds a request's handler method, if it is the method that `handlerID` stands for and the message
    /// stands at one of the two places to look at.
    ///
    /// Code that knows the method calls it on this value: a plain call, which the compiler may inline. `nil` says nothing
    /// about whether there is a handler: ``searchHandlers(of:by:)`` knows.
    @inlinable
    @inline(__always)
    public func handlers(of typeID: UInt64, by handlerID: UInt64) -> UnsafeRawPointer? {
        // Read by offsets, as the compiler then makes two addresses of one addition.
        let offset = offset(of: typeID)
        let id = address.load(fromByteOffset: offset + TablePlace.handlerIDOffset, as: UInt64.self)
        if _fastPath(id == handlerID) {
            return address.load(fromByteOffset: offset + TablePlace.handlersOffset, as: UnsafeRawPointer.self)
        }
        let other = self.offset(of: handlerID)
        guard address.load(fromByteOffset: other + TablePlace.handlerIDOffset, as: UInt64.self) == handlerID else {
            return nil
        }
        return address.load(fromByteOffset: other + TablePlace.handlersOffset, as: UnsafeRawPointer.self)
    }

    /// Where the first place to look at lies, counted from the header's end. An id is a constant to the compiler, and so is
    /// its shifted form; in half a word the processor takes it from the instruction itself.
    @inlinable
    @inline(__always)
    func offset(of typeID: UInt64) -> Int {
        Int(UInt32(truncatingIfNeeded: typeID << TablePlace.sizeBits) & header.pointee.offsetMask)
    }

    /// The place of a message type, or `nil` where it has no handler.
    @inlinable
    @inline(__always)
    public func place(of typeID: UInt64) -> UnsafePointer<TablePlace>? {
        let place = firstPlace(of: typeID)
        return place.pointee.typeID == typeID ? place : search(typeID)
    }

    /// As ``place(of:)``, for a type that the compiler knows: then the search stands out of the way.
    @inlinable
    @inline(__always)
    public func place(ofKnown typeID: UInt64) -> UnsafePointer<TablePlace>? {
        let place = firstPlace(of: typeID)
        return _fastPath(place.pointee.typeID == typeID) ? place : search(typeID)
    }

    @inlinable
    @inline(__always)
    func firstPlace(of typeID: UInt64) -> UnsafePointer<TablePlace> {
        ((address + TablePlace.start) + offset(of: typeID)).assumingMemoryBound(to: TablePlace.self)
    }

    /// As ``handlers(of:by:)``, wherever the message stands.
    @inline(never)
    public func searchHandlers(of typeID: UInt64, by handlerID: UInt64) -> UnsafeRawPointer? {
        guard let place = search(typeID), place.pointee.handlerID == handlerID else { return nil }
        return place.pointee.handlers
    }

    /// Goes on where the first place was another message's. An unused place ends the search.
    @usableFromInline
    func search(_ typeID: UInt64) -> UnsafePointer<TablePlace>? {
        let places = (address + TablePlace.start).assumingMemoryBound(to: TablePlace.self)
        let mask = Int(header.pointee.offsetMask >> TablePlace.sizeBits)
        var position = Int(truncatingIfNeeded: typeID) & mask
        while places[position].typeID != typeID {
            if places[position].slot < 0 { return nil }
            position = (position &+ 1) & mask
        }
        return places + position
    }

    /// The slot of a message type, or `nil` where it has no handler. For ids that a peer may have sent.
    public func slot(of typeID: UInt64) -> Int? {
        guard let place = place(of: typeID), place.pointee.slot >= 0 else { return nil }
        return place.pointee.slot
    }

    /// Entries by slot.
    @inlinable
    public var messages: UnsafePointer<MessageEntry> { header.pointee.messages }
    /// Handlers; those of one message side by side.
    @inlinable
    public var handlers: UnsafePointer<HandlerEntry> { header.pointee.handlers }
    /// What ``DispatchTable/freeze(attachment:)`` was given.
    @inlinable
    public var attachment: UnsafeRawPointer? { header.pointee.attachment }

    /// The table's one word, for whoever keeps it where a struct cannot be kept.
    @inlinable
    public var address: UnsafeRawPointer { UnsafeRawPointer(header) }

    /// - Parameter address: A table's ``address``.
    @inlinable
    @inline(__always)
    public init(at address: UnsafeRawPointer) {
        header = address.assumingMemoryBound(to: TableHeader.self)
    }
}

@usableFromInline
struct TableHeader {
    /// The number of places less one, in bytes: a multiple of a place's size.
    @usableFromInline let offsetMask: UInt32
    @usableFromInline let messages: UnsafePointer<MessageEntry>
    @usableFromInline let handlers: UnsafePointer<HandlerEntry>
    @usableFromInline let attachment: UnsafeRawPointer?
}

/// What calling one message's handler needs, side by side: a cache line.
///
/// Members as wide as a word of 64 bits stand between the addresses, so that a place has 64 bytes on every platform.
public struct TablePlace {
    /// 0 where no message stands; no message has it.
    public let typeID: UInt64
    /// ``HandlerEntry/id`` of a request's handler; 0 for events and where no message stands.
    public let handlerID: UInt64
    /// The first handler's, which is a request's only one.
    public let handlers: UnsafeRawPointer
    @usableFromInline let storedSlot: Int64
    /// The first handler's; `nil` for an asynchronous one and where no message stands.
    public let call: HandlerThunk?
    @usableFromInline let storedFirst: UInt64
    /// What reads the message from bytes for its first handler.
    public let receive: ReceiveThunk?
    /// A ``MessageKind``; 0 where no message stands.
    public let kind: UInt32
    /// How many handlers an event has; 0 where one of them needs `await`, for requests and where no message stands.
    public let listeners: UInt32

    /// Negative where no message stands.
    @inlinable
    public var slot: Int { Int(truncatingIfNeeded: storedSlot) }
    /// The first handler, which the message's others lie behind.
    @inlinable
    public var first: UnsafePointer<HandlerEntry> {
        UnsafePointer(bitPattern: UInt(truncatingIfNeeded: storedFirst)).unsafelyUnwrapped
    }

    @inlinable static var sizeBits: Int { 6 }
    /// Where the first place lies, and members of it, counted from the header.
    @inlinable static var start: Int { 64 }
    @inlinable static var handlerIDOffset: Int { start + 8 }
    @inlinable static var handlersOffset: Int { start + 16 }

    /// - Parameter nowhere: Any address.
    init(nobodyAt nowhere: UnsafeRawPointer) {
        (typeID, handlerID, handlers, storedSlot, storedFirst) = (0, 0, nowhere, -1, 0)
        (call, kind, receive, listeners) = (nil, 0, nil, 0)
    }

    init(_ typeID: UInt64, _ slot: Int, _ message: MessageEntry, _ first: UnsafePointer<HandlerEntry>) {
        self.typeID = typeID
        handlerID = message.kind.isRequest ? first.pointee.id : 0
        handlers = first.pointee.handlers
        storedSlot = Int64(slot)
        call = first.pointee.call
        storedFirst = UInt64(UInt(bitPattern: first))
        receive = first.pointee.receive ?? message.receive
        kind = UInt32(message.kind.rawValue)
        let isHeardAtOnce = message.isSynchronous && !message.kind.isRequest
        listeners = isHeardAtOnce ? UInt32(message.positions.count) : 0
    }
}

extension FrozenTable {
    /// Allocates the block; ``deallocate()`` frees it.
    ///
    /// - Parameter ids: Those of all messages, and of their former names.
    init(
        _ ids: [(typeID: UInt64, slot: Int)],
        messages: UnsafePointer<MessageEntry>,
        handlers: UnsafePointer<HandlerEntry>,
        attachment: UnsafeRawPointer?
    ) {
        let size = Self.size(for: ids.map { $0.typeID })
        precondition(MemoryLayout<TableHeader>.size <= TablePlace.start)
        precondition(MemoryLayout<TablePlace>.stride == 1 << TablePlace.sizeBits)
        let block = UnsafeMutableRawPointer.allocate(
            byteCount: TablePlace.start + size * MemoryLayout<TablePlace>.stride,
            alignment: 64
        )
        header = UnsafePointer(
            block.initializeMemory(
                as: TableHeader.self,
                to: TableHeader(
                    offsetMask: UInt32((size - 1) << TablePlace.sizeBits), messages: messages, handlers: handlers,
                    attachment: attachment)
            )
        )
        let nobody = TablePlace(nobodyAt: UnsafeRawPointer(block))
        let places = (block + TablePlace.start).initializeMemory(as: TablePlace.self, repeating: nobody, count: size)
        // Events first, as they have no second place to look at.
        let order = ids.filter { !messages[$0.slot].kind.isRequest } + ids.filter { messages[$0.slot].kind.isRequest }
        for (typeID, slot) in order {
            var position = Int(truncatingIfNeeded: typeID) & (size - 1)
            while places[position].slot >= 0 { position = (position + 1) & (size - 1) }
            places[position] = TablePlace(typeID, slot, messages[slot], handlers + messages[slot].positions.lowerBound)
        }
        for (typeID, slot) in ids where places[Int(truncatingIfNeeded: typeID) & (size - 1)].typeID != typeID {
            guard messages[slot].typeID == typeID, messages[slot].kind.isRequest else { continue }
            let handler = handlers + messages[slot].positions.lowerBound
            let other = Int(truncatingIfNeeded: handler.pointee.id) & (size - 1)
            guard handler.pointee.id != 0, places[other].slot < 0 else { continue }
            places[other] = TablePlace(typeID, slot, messages[slot], handler)
        }
    }

    /// Four places for each id and more: a table grows until each id has the place it wants, to 16 KiB or, up to 64 KiB, to
    /// sixteen places for each.
    private static func size(for ids: [UInt64]) -> Int {
        var size = 1
        while size < ids.count * 4 { size *= 2 }
        let limit = min(max(256, ids.count * 16), 1024)
        while size < limit {
            var taken = [Bool](repeating: false, count: size)
            for id in ids { taken[Int(truncatingIfNeeded: id) & (size - 1)] = true }
            if taken.filter({ $0 }).count == ids.count { break }
            size *= 2
        }
        return size
    }

    func deallocate() {
        UnsafeMutableRawPointer(mutating: UnsafeRawPointer(header)).deallocate()
    }
}
