import Catga
import GoldenContracts
import GoldenWire
import Testing

/// `#expect` takes its expression apart, which it cannot do with values that are not copyable.
private func holds(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(condition, sourceLocation: sourceLocation)
}

@Suite("Borrowed views")
struct ViewTests {
    @Test("Every member is read in place, or decoded on demand")
    func everything() throws {
        let value = GoldenWireTests.everything()
        try Everything.View.read(value.encoded().span.bytes) { (view) throws(WireError) in
            holds(view.int8 == value.int8)
            holds(view.uint64 == value.uint64)
            holds(view.double == value.double)
            holds(view.string == "Grüße 🚚")
            holds(view.string.string == value.string)
            holds(view.bytes.array == value.bytes)
            holds(view.doubles.count == 2)
            holds(view.doubles[1] == -0.5)
            holds(view.strings.count == 2)
            holds(view.strings[0].isEmpty)
            holds(view.strings[1] == "a")
            holds(view.points.count == 1)
            holds(view.points[0].y == -1)
            holds(try view.nested == value.nested)
            holds(try view.names == value.names)
            holds(try view.padded == value.padded)
            holds(try view.optionalStrings == value.optionalStrings)
            holds(try view.optionalPoint == value.optionalPoint)
            holds(view.optionalBool == false)
            holds(view.optionalInt == nil)
            holds(view.optionalString.optionalString == "s")
            holds(view.optionalBytes.isNull)
            holds(view.tree.name == "root")
            holds(view.tree.children[0].name == "leaf")
        }
    }

    @Test("Elements are found in any order of indices")
    func indices() throws {
        let items = (0..<20).map { PlaceOrder.Item(sku: String(repeating: "x", count: $0), quantity: Int32($0)) }
        let bytes = PlaceOrder(customerID: 1, items: items).encoded()
        try PlaceOrder.View.read(bytes.span.bytes) { view in
            for index in [0, 1, 2, 19, 3, 3, 18, 0, 7] {
                holds(view.items[index].quantity == Int32(index))
                holds(view.items[index].sku.count == index)
            }
            holds(view.coupon.isNull)
        }
    }

    @Test("Text is compared and hashed byte by byte")
    func text() throws {
        let order = PlaceOrder(
            customerID: 1, items: [.init(sku: "bolt", quantity: 1), .init(sku: "bolt", quantity: 2)])
        try PlaceOrder.View.read(order.encoded().span.bytes) { (view) throws(WireError) in
            holds(view.items[0].sku == view.items[1].sku)
            holds(!(view.items[0].sku == "nut"))
            var one = Hasher()
            view.items[0].sku.hash(into: &one)
            var other = Hasher()
            view.items[1].sku.hash(into: &other)
            holds(one.finalize() == other.finalize())
            var lengths = 0
            try view.items.visit { item in
                lengths += item.sku.utf8.count
                holds(item.sku.utf8[0] == UInt8(ascii: "b"))
            }
            holds(lengths == 8)
        }
    }

    @Test("What an older writer did not send is the literal default, nil or null")
    func missingMembers() throws {
        let sentByV1: [UInt8] = [1, 9, 0, 0, 0, 0, 0, 0, 0]
        try Grown.View.read(sentByV1.span.bytes) { view in
            holds(view.id == 9)
            holds(view.count == 7)
            holds(view.note.isNull)
        }
        let older = First.Profile(id: 3, name: "m").encoded()
        try Second.Profile.View.read(older.span.bytes) { (view) throws(WireError) in
            holds(view.name == "m")
            holds(view.tags.count == 0)
            holds(view.age == nil)
            holds(try view.origin == nil)
        }
    }

    @Test("Fixed structs and unions have views as well")
    func layouts() throws {
        let report = try LayoutTests.report()
        try Report.View.read(report.encoded().span.bytes) { (view) throws(WireError) in
            holds(view.samples[0].spot.y == 7)
            holds(view.samples[1].quality == nil)
            holds(view.id == report.id)
            holds(view.date == report.date)
            holds(try view.names == report.names)
        }
        let payment = Payment.card(number: "4", 7)
        try Payment.View.read(payment.encoded().span.bytes) { (view) throws(WireError) in
            holds(try view.decoded() == payment)
        }
    }

    @Test("Truncated and damaged bytes are an error before the view is lent, never a trap")
    func hostile() throws {
        let value = GoldenWireTests.everything()
        let bytes = value.encoded()
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) {
                try Everything.View.read(Array(bytes[..<length]).span.bytes) { _ in }
            }
        }
        for bit in 0..<bytes.count * 8 {
            var broken = bytes
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            do throws(WireError) {
                try Everything.View.read(broken.span.bytes) { view in
                    for index in 0..<view.points.count { _ = view.points[index].x }
                    for index in 0..<view.strings.count { _ = view.strings[index].string }
                    _ = view.tree.children.count
                    _ = try? view.prices
                }
            } catch {
                holds(error.offset <= bytes.count)
            }
        }
    }

    @Test("What was checked once is read again whatever the limits")
    func beyondDefaults() throws {
        var tree = Tree(name: "leaf")
        for _ in 0..<80 { tree = Tree(name: "", children: [tree, Tree(name: "beside")]) }
        try Tree.View.read(tree.encoded().span.bytes, limits: WireLimits(depth: 100)) { (view) throws(WireError) in
            func names(_ view: borrowing Tree.View) -> Int {
                var count = view.name == "beside" || view.name == "leaf" ? 1 : 0
                for index in 0..<view.children.count { count += names(view.children[index]) }
                return count
            }
            holds(names(view) == 81)
        }
        var roomy = Roomy()
        roomy.numbers = [Int64](repeating: 7, count: (1 << 20) + 1)
        let limits = WireLimits(frameSize: .max, elements: .max)
        try Crowd.View.read(Crowd(members: [roomy]).encoded().span.bytes, limits: limits) { (view) throws(WireError) in
            holds(view.members[0].numbers.count == roomy.numbers.count)
        }
    }

    @Test("A member that is decoded on demand may take what the whole payload may")
    func memoryOnDemand() throws {
        var roomy = Roomy()
        roomy.numbers = [Int64](repeating: 7, count: 60_000)
        let value = Crowd(members: [roomy], lists: [[UInt8]](repeating: [1], count: 60_000))
        #expect(try Crowd(decoding: value.encoded()) == value)
        try Crowd.View.read(value.encoded().span.bytes) { (view) throws(WireError) in
            holds(try view.lists == value.lists)
        }
    }
}
