import Catga
import GoldenContracts
import Testing

@Suite("Generated codecs")
struct GoldenWireTests {
    static func everything() -> Everything {
        var value = Everything(
            bool: true, int8: -8, uint8: 8, int16: -16, uint16: 16, int32: -32, uint32: 32, int64: -64, uint64: 64,
            int: .min, uint: .max, float: 1.5, double: -2.5, string: "Grüße 🚚", bytes: [1, 2, 3], doubles: [0.5, -0.5],
            booleans: [true, false], integers: [1, -1], strings: ["", "a"], nested: [[1], [], [2, 3]],
            points: [Point(x: 1, y: -1)], colors: [.green, .red], names: ["x", "y"], prices: ["bolt": 25],
            padded: [1: 2, 3: 4], widths: [5: 6, 7: nil], pointsByName: ["p": [Point(x: 3, y: 4)]],
            tree: Tree(name: "root", children: [Tree(name: "leaf")])
        )
        value.optionalBool = false
        value.optionalInt32 = 5
        value.optionalString = "s"
        value.optionalPoint = Point(x: 9, y: 9)
        value.optionalColor = .red
        value.optionalStrings = ["a", nil]
        value.optionalPrices = ["n": nil, "o": 1]
        return value
    }

    @Test("Every field type survives the way through bytes")
    func roundTrip() throws {
        let value = Self.everything()
        #expect(try Everything(decoding: value.encoded()) == value)
    }

    @Test("encodedSize is what encode writes")
    func sizes() {
        let value = Self.everything()
        #expect(value.encoded().count == value.encodedSize)
        #expect(Grown(id: 1).encoded().count == Grown(id: 1).encodedSize)
        #expect(Empty().encoded() == [0])
    }

    @Test("Names that generated code uses itself are no obstacle")
    func awkwardNames() throws {
        let value = Awkward(
            default: 1, writer: "w", reader: ["r"], size: nil, sent: [.init(value1: ["k": 2])]
        )
        #expect(try Awkward(decoding: value.encoded()) == value)
    }

    @Test("Members that an older writer did not send keep their default")
    func missingMembers() throws {
        let sentByV1: [UInt8] = [1, 9, 0, 0, 0, 0, 0, 0, 0]
        let value = try Grown(decoding: sentByV1)
        #expect(value == Grown(id: 9))
        #expect(value.count == 7)
        #expect(throws: WireError(.missingMember, at: 1)) { try Grown(decoding: [0]) }
    }

    @Test("A newer writer's members are refused in the regular layout")
    func tooManyMembers() {
        #expect(throws: WireError(.tooManyMembers, at: 0)) { try Empty(decoding: [1, 0]) }
    }

    @Test("A truncated value is an error at every length, never a trap")
    func truncation() throws {
        let bytes = Self.everything().encoded()
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) { try Everything(decoding: Array(bytes[..<length])) }
        }
        #expect(throws: WireError(.trailingBytes, at: bytes.count)) { try Everything(decoding: bytes + [0]) }
    }

    @Test("A flipped bit yields a value or an error, never a trap")
    func flippedBits() throws {
        let bytes = Self.everything().encoded()
        var refused = 0
        for bit in 0..<bytes.count * 8 {
            var broken = bytes
            broken[bit / 8] ^= 1 << UInt8(bit % 8)
            do throws(WireError) {
                _ = try Everything(decoding: broken)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    @Test("Nesting deeper than the limit is refused before the stack is")
    func depth() throws {
        var tree = Tree(name: "")
        for _ in 0..<WireReader.maximumDepth - 1 { tree = Tree(name: "", children: [tree]) }
        #expect(try Tree(decoding: tree.encoded()) == tree)
        tree = Tree(name: "", children: [tree])
        let bytes = tree.encoded()
        let error = #expect(throws: WireError.self) { try Tree(decoding: bytes) }
        #expect(error?.code == .tooDeep)
    }

    @Test("A pair of two numbers is padded as the C struct it is in .NET, a pair with text is not")
    func padding() throws {
        let value = Self.everything()
        var withoutPair = value
        withoutPair.padded = [1: 2]
        #expect(value.encodedSize - withoutPair.encodedSize == 16, "UInt8, seven zero bytes, Int64")
        var withoutText = value
        withoutText.prices = [:]
        #expect(value.encodedSize - withoutText.encodedSize == 4 + 4 + 4 + 8, "two lengths, four letters, Int64")
    }

    @Test("Type ids are the FNV-1a hash of the wire name")
    func typeIDs() {
        func hash(_ text: String) -> UInt64 {
            text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        #expect(PlaceOrder.typeID == hash("PlaceOrder"))
        #expect(Forget.wireName == "shop.forget-customer")
        #expect(Forget.typeID == hash(Forget.wireName))
        #expect(PlaceOrder.Item.wireName == "Item")
    }
}
