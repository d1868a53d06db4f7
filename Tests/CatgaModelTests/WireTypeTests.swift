import CatgaModel
import Testing

@Suite("What field types mean")
struct WireTypeTests {
    @Test(
        "Spellings of one type are one wire type",
        arguments: [
            ("UInt8", WireType.scalar(.uint8)),
            ("Swift.Int", .scalar(.int)),
            ("String", .string),
            ("[UInt8]", .array(.scalar(.uint8))),
            ("Array<UInt8>", .array(.scalar(.uint8))),
            ("Swift.Array<Swift.UInt8>", .array(.scalar(.uint8))),
            ("[ /* raw /* bytes */ */ UInt8 ]", .array(.scalar(.uint8))),
            ("String?", .optional(.string)),
            ("Optional<String>", .optional(.string)),
            ("(String)?", .optional(.string)),
            ("String!", .optional(.string)),
            ("[String: Bool]", .dictionary(key: .string, value: .scalar(.bool))),
            ("Dictionary<String, [Double]>", .dictionary(key: .string, value: .array(.scalar(.double)))),
            ("[Color: Int8]", .dictionary(key: .rawEnum(.app("Color"), .uint8), value: .scalar(.int8))),
            ("Set<Int32>", .set(.scalar(.int32))),
            ("[[Money?]]", .array(.array(.optional(.payload(.app("Money")))))),
            ("App.Money", .payload(.app("Money"))),
            ("`Money`", .payload(.app("Money"))),
            ("Cents", .scalar(.int64)),
            ("[Amounts]", .array(.array(.scalar(.int64)))),
        ]
    )
    func spelling(text: String, expected: WireType) {
        let model = build(
            """
            struct A: Payload { var field: \(text) }
            struct Money: Payload { var cents: Cents }
            enum Color: UInt8, Payload { case red }
            typealias Cents = Int64
            typealias Amounts = [Cents]
            """
        )
        #expect(model.wireType(of: "field") == expected)
    }

    @Test(
        "Other types are refused, with a reason and a way out",
        arguments: [
            ("Any", "'Any' may hold any type", "concrete"),
            ("(Int, String)", "is a tuple", "struct marked `Payload`"),
            ("(x: Int)", "is a tuple", "struct marked `Payload`"),
            ("@Sendable (Int) async throws -> Void", "is a function", "values"),
            ("(() -> Void)?", "is a function", "values"),
            ("any Sendable", "may hold any type", "concrete struct"),
            ("some Sendable", "does not name one concrete type", "concrete struct"),
            ("A & B", "may hold any type", "concrete struct"),
            ("Basket", "is a class", "struct"),
            ("Counter", "is an actor", "struct"),
            ("Shape", "is a protocol", "concrete struct"),
            ("Plain", "not marked `Payload`", "struct Plain: Payload"),
            ("[Shop.Plain]", "not marked `Payload`", "struct Plain: Payload"),
            ("Payment", "not marked `Payload`", "`enum Payment: Payload`"),
            ("Currency", "raw type 'String'", "integer raw type"),
            ("Direction", "has no raw type", "enum Direction: UInt8, Payload"),
            ("Level", "not marked `Payload`", "enum Level: Int16, Payload"),
            ("Hidden", "is private", "remove `private`"),
            ("Decimal", "not declared in any source", "`Int64`"),
            ("Foundation.Data", "not declared in any source", "`[UInt8]`"),
            ("Decimal", "not declared in any source", "smallest unit"),
            ("Data", "not declared in any source", "`[UInt8]`"),
            ("Nonsense", "not declared in any source", "spelling"),
            ("Box<Int>", "is generic", "without generic"),
            ("Range<Int>", "generic type without a wire form", "array"),
            ("Many<Int>", "generic type alias", "stands for"),
            ("Loop", "leads back to itself", "stands for"),
            ("[Double: Int]", "floating-point keys", "integer"),
            ("[Money: Int]", "keys that are neither", "integer"),
            ("Int??", "optional of an optional", "one `?`"),
            ("Int.Type", "cannot be read", "number"),
            ("[3 of Int]", "cannot be read", "number"),
            ("Shop.Missing", "has no type 'Missing'", "written in a source file"),
            ("Void", "holds nothing", "`Bool`"),
        ]
    )
    func refusals(text: String, reason: String, hint: String) throws {
        let model = build(
            """
            struct A: Payload { var field: \(text) }
            struct Money: Payload { var cents: Int64 }
            final class Basket {}
            actor Counter {}
            protocol Shape {}
            struct Plain {}
            enum Shop { struct Plain {} }
            enum Payment { case cash, card(String) }
            enum Currency: String { case euro }
            enum Direction: Hashable { case north }
            enum Level: Int16 { case low }
            private struct Hidden: Payload {}
            struct Box<T>: Payload {}
            typealias Many<T> = [T]
            typealias Loop = Loop2
            typealias Loop2 = [Loop]
            """
        )
        let refusal = try #require(model.refusal(of: "field"))
        #expect(refusal.reason.contains(reason))
        #expect(refusal.hint.contains(hint))
        #expect(!refusal.reason.hasSuffix("."))
    }

    @Test(
        "A field without annotation has the type of a plain literal",
        arguments: [
            ("0", WireType.scalar(.int)), ("-1_000", .scalar(.int)), ("0xFF", .scalar(.int)),
            ("1.5", .scalar(.double)), ("1e9", .scalar(.double)), ("true", .scalar(.bool)), ("\"x\"", .string),
        ]
    )
    func literals(text: String, expected: WireType) {
        #expect(build("struct A: Payload { var field = \(text) }").wireType(of: "field") == expected)
    }

    @Test(
        "Anything else without annotation is refused",
        arguments: ["f()", "[1]", "nil", "UInt8(1)", "1 + 1", "\"\\(x)\""]
    )
    func unannotated(text: String) {
        let refusal = build("struct A: Payload { var field = \(text) }").refusal(of: "field")
        #expect(refusal?.hint.hasPrefix("write the type") == true)
    }

    @Test("Types nested very deep are refused instead of exhausting the stack")
    func depth() {
        let text = String(repeating: "[", count: 20_000) + "Int" + String(repeating: "]", count: 20_000)
        #expect(build("struct A: Payload { var field: \(text) }").refusal(of: "field") != nil)
        let optionals = "Int" + String(repeating: "?", count: 20_000)
        #expect(build("struct A: Payload { var field: \(optionals) }").refusal(of: "field") != nil)
    }

    @Test("Aliases that double at every step are refused instead of filling the memory")
    func doublingAliases() {
        let aliases = (0..<30).map { "typealias A\($0) = [A\($0 + 1): A\($0 + 1)]" }.joined(separator: "\n")
        let model = build("struct A: Payload { var field: A0 }\ntypealias A30 = Int\n\(aliases)")
        #expect(model.refusal(of: "field") != nil)
    }
}
