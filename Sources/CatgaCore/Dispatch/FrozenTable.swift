/// A dispatch table as it is read: one block of memory that never changes again.
///
/// A single word, so that a caller keeps it in a register. The block belongs to the ``DispatchTable`` it came from and
/// lives as long. Reading takes no lock, counts no reference and allocates nothing.
///
/// The block is a header and, behind it, a power of two of places, at least twice as many as there are messages.
/// Type ids
/// are FNV-1a hashes and serve as their own hash: a message stands at its id's low bits, or at the next free place.
public struct FrozenTable: @unchecked Sendable {
    @usableFromInline let header: UnsafePointer<TableHeader>

    /// What a place that no message stands at has in place of a thunk's failure, and what asynchronous handlers have in
    /// place of a thunk: the address that says so.
    @inlinable
    public static var needsTheLongWay: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: 1).unsafelyUnwrapped
    }

    /// The place of a message type, or `nil` where it has no handler.
    @inlinable
    @inline(__always)
    public func place(of typeID: UInt64) -> UnsafePointer<TablePlace>? {
        let places = UnsafeRawPointer(header + 1).assumingMemoryBound(to: TablePlace.self)
        let place = places + (Int(truncatingIfNeeded: typeID) & header.pointee.mask)
        return place.pointee.typeID == typeID ? place : search(typeID)
    }

    /// Goes on where the first place was another message's. An unused place ends the search.
    @usableFromInline
    func search(_ typeID: UInt64) -> UnsafePointer<TablePlace>? {
        let places = UnsafeRawPointer(header + 1).assumingMemoryBound(to: TablePlace.self)
        var position = Int(truncatingIfNeeded: typeID) & header.pointee.mask
        while places[position].typeID != typeID {
            if places[position].slot < 0 { return nil }
            position = (position &+ 1) & header.pointee.mask
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
}

@usableFromInline
struct TableHeader {
    @usableFromInline let mask: Int
    @usableFromInline let messages: UnsafePointer<MessageEntry>
    @usableFromInline let handlers: UnsafePointer<HandlerEntry>
    /// Keeps the places behind it from sharing a cache line's start with a stranger.
    private let padding: Int = 0
}

/// What dispatching one message needs, side by side: half a cache line.
public struct TablePlace {
    /// 0 where no message stands; no message has it.
    public let typeID: UInt64
    /// The first handler's thunk, which is a request's only one; one that answers ``FrozenTable/needsTheLongWay`` where
    /// that handler is asynchronous or there is none.
    public let call: HandlerThunk
    public let handlers: UnsafeRawPointer
    /// Negative where no message stands.
    public let slot: Int
}

extension FrozenTable {
    private static let longWay: HandlerThunk = { _, _, _, _ in FrozenTable.needsTheLongWay }

    /// Allocates the block; ``deallocate()`` frees it.
    init(
        _ entries: [MessageEntry],
        former: [(typeID: UInt64, slot: Int)],
        messages: UnsafePointer<MessageEntry>,
        handlers: UnsafePointer<HandlerEntry>
    ) {
        var size = 1
        let ids = entries.indices.map { (typeID: entries[$0].typeID, slot: $0) } + former
        while size < ids.count * 2 { size *= 2 }
        let headerSize = MemoryLayout<TableHeader>.stride
        let block = UnsafeMutableRawPointer.allocate(
            byteCount: headerSize + size * MemoryLayout<TablePlace>.stride,
            alignment: 64
        )
        header = UnsafePointer(
            block.initializeMemory(
                as: TableHeader.self,
                to: TableHeader(mask: size - 1, messages: messages, handlers: handlers)
            )
        )
        let nobody = TablePlace(typeID: 0, call: Self.longWay, handlers: UnsafeRawPointer(block), slot: -1)
        let places = (block + headerSize).initializeMemory(as: TablePlace.self, repeating: nobody, count: size)
        for (typeID, slot) in ids {
            let entry = entries[slot]
            var position = Int(truncatingIfNeeded: typeID) & (size - 1)
            while places[position].slot >= 0 { position = (position + 1) & (size - 1) }
            places[position] = TablePlace(
                typeID: typeID,
                call: entry.call ?? Self.longWay,
                handlers: entry.handlers,
                slot: slot
            )
        }
    }

    func deallocate() {
        UnsafeMutableRawPointer(mutating: UnsafeRawPointer(header)).deallocate()
    }
}
