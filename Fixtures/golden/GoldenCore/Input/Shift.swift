import CatgaCore

/// What a shop does in a day, a line for each thing that came of it: the same wherever it runs.
public struct Shift {
    private var lines: [String] = []

    public static func lines() -> [String] {
        var shift = Shift()
        do throws(CatgaError) {
            try shift.run()
        } catch {
            shift.lines.append(error.message)
        }
        return shift.lines
    }

    private mutating func run() throws(CatgaError) {
        var table = DispatchTable()
        try registerHandlers(in: &table, shopHandlers: ShopHandlers(shelves: 4))
        let shop = table.freeze()
        ask(shop)
        for shelf in [3, 9] as [UInt16] {
            note("restock \(shelf)") { () throws(CatgaError) in
                try shop.sendNow(Restock(shelf: shelf, count: 5))
                return "done"
            }
        }
        for shelf in [1, 0, 9] as [UInt16] {
            note("emptied \(shelf)") { () throws(CatgaError) in
                try shop.publishNow(ShelfEmptied(shelf: shelf))
                return "done"
            }
        }
        receive(Price.typeID, Price(sku: "bolt", quantities: [1, 2, 3]).encoded(), shop)
        // The name that the message had before.
        receive(0xf283_2bec_8200_3e53, Price(sku: "nut", quantities: []).encoded(), shop)
        receive(Price.typeID, [2, 1, 2, 3], shop)
        receive(Restock.typeID, Restock(shelf: 9, count: 1).encoded(), shop)
        receive(ShelfEmptied.typeID, ShelfEmptied(shelf: 0).encoded(), shop)
        receive(99, [], shop)
    }

    private mutating func ask(_ shop: FrozenTable) {
        for attempt in [1, 2] as [UInt32] {
            note("price") { () throws(CatgaError) in
                let price = Price(sku: "größe", quantities: [4, -1])
                let quote = try shop.sendNow(price, in: Context(attempt: attempt))
                return "\(quote.cents) \(quote.note ?? "-")"
            }
        }
    }

    private mutating func receive(_ typeID: UInt64, _ payload: [UInt8], _ shop: FrozenTable) {
        note("receive") { () throws(CatgaError) in
            var writer = WireWriter()
            try shop.receive(typeID, payload.span.bytes, Context(messageID: 5), into: &writer)
            var line = "reply of \(writer.count)"
            for byte in writer.bytes() {
                line += " "
                line += String(byte, radix: 16)
            }
            return line
        }
    }

    private mutating func note(_ what: String, _ body: () throws(CatgaError) -> String) {
        do throws(CatgaError) {
            let result = try body()
            lines.append("\(what): \(result)")
        } catch {
            lines.append("\(what): \(error.code.rawValue) \(error.handlerCode) \(error.message)")
        }
    }
}
