import CatgaCore
import Testing

@Suite("Dispatch table")
struct DispatchTableTests {
    private static let echo: HandlerThunk = { _, message, reply, _ in
        reply.assumingMemoryBound(to: Int?.self).pointee = message.load(as: Int.self)
        return nil
    }

    private static let refuse: HandlerThunk = { _, _, _, _ in CatgaError(rejected: 9, message: "no").handedOver() }

    private func entry(_ name: StaticString, _ call: HandlerThunk?) -> HandlerEntry {
        HandlerEntry(handlers: UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped, name: name, call: call)
    }

    private func call(_ table: borrowing DispatchTable, _ typeID: UInt64, _ message: Int) throws(CatgaError) -> Int? {
        var reply: Int?
        var message = message
        guard let frozen = table.frozen else { throw CatgaError.noHandler(of: typeID) }
        try frozen.call(typeID, &message, &reply, Context())
        return reply
    }

    @Test("A registered request reaches its handler once the table is frozen")
    func dispatch() throws {
        var table = DispatchTable()
        _ = try table.register(typeID: 7, wireName: "Echo", kind: .query, handler: entry("A.handle", Self.echo))
        let early = table.slot(of: 7)
        #expect(early == nil, "not before it is frozen")
        table.freeze()
        let reply = try call(table, 7, 42)
        #expect(reply == 42)
    }

    @Test("A message is found under its former ids, however many fall on one place")
    func former() throws {
        var table = DispatchTable()
        _ = try table.register(typeID: 7, wireName: "Echo", kind: .query, handler: entry("A.handle", Self.echo))
        for id: UInt64 in [15, 23, 39] { try table.accept(id, formerly: "Old", for: 7) }
        table.freeze()
        for id: UInt64 in [7, 15, 23, 39] {
            let reply = try call(table, id, 42)
            #expect(reply == 42)
        }
        let unknown = table.slot(of: 31)
        #expect(unknown == nil)
    }

    @Test("A former id that another message has is refused, whichever comes first")
    func formerCollision() throws {
        var table = DispatchTable()
        _ = try table.register(typeID: 7, wireName: "A", kind: .query, handler: entry("A.handle", Self.echo))
        _ = try table.register(typeID: 8, wireName: "B", kind: .query, handler: entry("B.handle", Self.echo))
        var codes: [CatgaError.Code] = []
        func attempt(_ body: () throws(CatgaError) -> Void) {
            do throws(CatgaError) { try body() } catch { codes.append(error.code) }
        }
        for id: UInt64 in [0, 7, 8] {
            attempt { () throws(CatgaError) in try table.accept(id, formerly: "Old", for: 7) }
        }
        try table.accept(9, formerly: "Old", for: 7)
        attempt { () throws(CatgaError) in try table.accept(9, formerly: "Old", for: 8) }
        attempt { () throws(CatgaError) in
            _ = try table.register(typeID: 9, wireName: "C", kind: .query, handler: entry("C.handle", Self.echo))
        }
        #expect(codes == Array(repeating: .duplicateHandler, count: 5))
    }

    @Test("What a handler throws reaches the caller")
    func failure() throws {
        var table = DispatchTable()
        _ = try table.register(typeID: 7, wireName: "No", kind: .command, handler: entry("A.handle", Self.refuse))
        table.freeze()
        do {
            _ = try call(table, 7, 1)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error == CatgaError(rejected: 9, message: "no"))
        }
    }

    @Test("An unknown message, an asynchronous handler, a duplicate and a late registration each have their code")
    func typedErrors() throws {
        var table = DispatchTable()
        _ = try table.register(typeID: 1, wireName: "One", kind: .command, handler: entry("A.handle", nil))
        let second = code { try register("One", 1, in: &table) }
        let collision = code { try register("Two", 1, in: &table) }
        #expect(second == .duplicateHandler)
        #expect(collision == .duplicateHandler)
        table.freeze()
        let late = code { try register("Two", 2, in: &table) }
        let asynchronous = code { _ = try call(table, 1, 0) }
        let unknown = code { _ = try call(table, 99, 0) }
        #expect(late == .frozen)
        #expect(asynchronous == .needsAsync)
        #expect(unknown == .noHandler)
    }

    private func register(_ wireName: StaticString, _ typeID: UInt64, in table: inout DispatchTable) throws {
        _ = try table.register(typeID: typeID, wireName: wireName, kind: .command, handler: entry("B.handle", nil))
    }

    private func code(_ body: () throws -> Void) -> CatgaError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? CatgaError)?.code
        }
    }

    @Test("An event keeps its handlers side by side, in the order they were registered")
    func fanOut() throws {
        var table = DispatchTable()
        for (typeID, name) in [(5, "A.on"), (6, "B.on"), (5, "C.on"), (5, "D.on")] as [(UInt64, StaticString)] {
            let wireName: StaticString = typeID == 5 ? "Five" : "Six"
            _ = try table.register(typeID: typeID, wireName: wireName, kind: .event, handler: entry(name, Self.echo))
        }
        let frozen = table.freeze()
        let slot = try #require(frozen.slot(of: 5))
        var names: [String] = []
        for position in frozen.messages[slot].positions { names.append("\(frozen.handlers[position].name)") }
        #expect(names == ["A.on", "C.on", "D.on"])
        #expect(throws: CatgaError.self) {
            var other = DispatchTable()
            _ = try other.register(typeID: 5, wireName: "Five", kind: .event, handler: entry("A.on", nil))
            _ = try other.register(typeID: 5, wireName: "Five", kind: .event, handler: entry("A.on", nil))
        }
    }

    @Test("Every one of 1,000 type ids is found, and none that was not registered")
    func manyMessages() throws {
        var table = DispatchTable()
        // Multiples of 4,096 fall on one place of the index, the worst that ids can do.
        for number in 0..<1000 {
            _ = try table.register(
                typeID: UInt64(number + 1) * 4096,
                wireName: "Many",
                kind: .event,
                handler: entry("A.on", Self.echo)
            )
        }
        table.freeze()
        for number in 0..<1000 {
            let found = table.slot(of: UInt64(number + 1) * 4096)
            let missing = table.slot(of: UInt64(number + 1) * 4096 + 1)
            #expect(found == number)
            #expect(missing == nil)
        }
    }

    @Test("A table of many messages grows until each has the place it wants, one of few does not grow as far")
    func size() throws {
        for (count, distance) in [(2, 1), (40, 512)] {
            var table = DispatchTable()
            let ids: [UInt64] = [1, 513] + (2..<UInt64(count))
            for id in ids {
                _ = try table.register(typeID: id, wireName: "A", kind: .event, handler: entry("A.on", Self.echo))
            }
            let frozen = table.freeze()
            let first = try #require(frozen.place(of: 1))
            let second = try #require(frozen.place(of: 513))
            #expect(second - first == distance)
            #expect(first.pointee.typeID == 1 && second.pointee.typeID == 513)
        }
    }

    @Test("A handler's value is found by the method that was registered and by no other")
    func byMethod() throws {
        var table = DispatchTable()
        // The type ids share a place, so that the second is found by its handler's id; the third, whose handler's id is the
        // same place once more, by the search.
        for (typeID, id) in [(4096, 11), (8192, 12), (12_288, 256)] as [(UInt64, UInt64)] {
            let place = UnsafeRawPointer(bitPattern: UInt(typeID)).unsafelyUnwrapped
            let handler = HandlerEntry(handlers: place, name: "A.handle", id: id, call: Self.echo)
            _ = try table.register(typeID: typeID, wireName: "A", kind: .command, handler: handler)
        }
        let frozen = table.freeze()
        #expect(frozen.handlers(of: 4096, by: 11) == UnsafeRawPointer(bitPattern: 4096))
        #expect(frozen.handlers(of: 8192, by: 12) == UnsafeRawPointer(bitPattern: 8192))
        #expect(frozen.handlers(of: 12_288, by: 256) == nil)
        #expect(frozen.searchHandlers(of: 12_288, by: 256) == UnsafeRawPointer(bitPattern: 12_288))
        for missing in [frozen.handlers(of: 8192, by: 13), frozen.searchHandlers(of: 16_384, by: 14)] {
            #expect(missing == nil)
        }
        #expect([4096, 8192, 12_288, 16_384, 12].map { frozen.slot(of: $0) } == [0, 1, 2, nil, nil])
    }

    @Test("An empty table knows nothing, not even the id that marks a free place")
    func empty() throws {
        var table = DispatchTable()
        table.freeze()
        let found = table.slot(of: 0)
        #expect(found == nil)
        var other = DispatchTable()
        let refused = code { try register("Zero", 0, in: &other) }
        #expect(refused == .configuration)
    }
}
