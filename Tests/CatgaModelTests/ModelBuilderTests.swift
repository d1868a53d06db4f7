import CatgaModel
import Testing

@Suite("Payloads")
struct ModelBuilderTests {
    @Test("A marked struct is a payload with its fields in order")
    func fields() throws {
        let model = build("struct PlaceOrder: Command { var customerID: UInt64; let items: [Int32] }")
        let command = try #require(model.payload("PlaceOrder"))
        #expect(command.kind == .command)
        #expect(command.form == .struct)
        #expect(command.fields.map(\.name) == ["customerID", "items"])
        #expect(command.fields.map(\.type.value) == [.scalar(.uint64), .array(.scalar(.int32))])
        #expect(command.fields.map(\.isLet) == [false, true])
        #expect(command.place == Place(path: "App.swift", position: .init(line: 1, column: 8)))
    }

    @Test("Static and computed properties are not fields")
    func notFields() {
        let model = build(
            """
            struct A: Payload {
                static let limit = 3
                var count: Int
                var twice: Int { count * 2 }
                var seen: Int = 0 { didSet {} }
            }
            """
        )
        #expect(model.payload("A")?.fields.map(\.name) == ["count", "seen"])
    }

    @Test("The conformance may stand in an extension, even in another file")
    func extensions() throws {
        let model = build(files: [
            "a.swift": "extension Shop.Order: Payload {}",
            "b.swift": "enum Shop { struct Order { var id: UInt64 } }",
            "c.swift": "extension Shop { struct Item { var id: UInt64 } }\nextension Shop.Item: Event {}",
        ])
        #expect(model.payloads.map(\.name.qualified) == ["Shop.Item", "Shop.Order"])
        #expect(model.payload("Shop.Item")?.kind == .event)
        #expect(model.payload("Shop.Item")?.wireName == "Item")
    }

    @Test("Protocols that refine ours count, and so do aliases, compositions and qualified names")
    func refinement() {
        let model = build(
            """
            protocol ShopCommand: Sendable, Base {}
            protocol Base: Catga.Command {}
            typealias News = Sendable & CatgaCore.Event
            struct A: ShopCommand {}
            struct B: News {}
            struct C: Hashable & Query {}
            struct D: @unchecked Sendable, ~Copyable, ReliableEvent {}
            struct E: Other.Command {}
            """
        )
        #expect(model.payloads.map(\.name.qualified) == ["A", "B", "C", "D"])
        #expect(model.payloads.map(\.kind) == [.command, .event, .query, .reliableEvent])
    }

    @Test("A user's own protocol of the same name is not ours")
    func foreignProtocols() {
        let model = build("protocol Command {}\nstruct A: Command {}\nstruct B: Catga.Command {}")
        #expect(model.payloads.map(\.name.qualified) == ["B"])
    }

    @Test("Protocols that refine each other in a circle end the search")
    func circularProtocols() {
        #expect(build("protocol A: B {}\nprotocol B: A {}\nstruct C: A {}").payloads.isEmpty)
    }

    @Test("Enums with an integer raw type are payloads")
    func enums() {
        let model = build(
            """
            enum Color: UInt8, Payload { case red = 1 }
            enum Size: Int { case small }
            extension Size: Payload {}
            enum Currency: String, Payload { case euro }
            enum Payment: Payload { case card(String) }
            """
        )
        #expect(model.payload("Color")?.form == .rawEnum(.uint8))
        #expect(model.payload("Size")?.form == .rawEnum(.int))
        #expect(model.payload("Currency")?.form == .unsupported(keyword: "enum"))
        #expect(model.payload("Payment")?.form == .union)
    }

    @Test("Backticks stay in names and stay out of wire names")
    func backticks() throws {
        let model = build("struct `default`: Event { var `in`: Int; var other: `default`? }")
        let event = try #require(model.payloads.first)
        #expect(event.name.qualified == "`default`")
        #expect(event.wireName == "default")
        #expect(event.fields[0].name == "`in`")
    }

    @Test("Access is the least of the type's own and those around it; an extension hands its own on")
    func access() {
        let model = build(
            """
            package enum Shop { public struct A: Payload {} }
            public enum Open {}
            public extension Open { struct B: Payload {} }
            extension Open { struct C: Payload {} }
            """
        )
        #expect(model.payload("Shop.A")?.access == .package)
        #expect(model.payload("Open.B")?.access == .public)
        #expect(model.payload("Open.C")?.access == .internal)
    }

    @Test("Conditions are kept, also those of a conditional conformance")
    func conditions() {
        let model = build(
            """
            #if os(Linux)
            struct A: Event {}
            #else
            struct B: Event {}
            #endif
            struct C {}
            #if DEBUG
            extension C: Payload {}
            #endif
            """
        )
        #expect(model.payload("A")?.conditions == ["os(Linux)"])
        #expect(model.payload("B")?.conditions == ["!(os(Linux))"])
        #expect(model.payload("C")?.conditions == ["DEBUG"])
    }

    @Test("A struct that contains itself is refused, one that contains a list of itself is not")
    func recursion() {
        let model = build(
            """
            struct A: Payload { var b: B? ; var number: Int }
            struct B: Payload { var a: A }
            struct C: Payload { var a: A; var list: [C] }
            """
        )
        #expect(model.refusal(of: "b")?.reason.contains("contain itself") == true)
        #expect(model.payload("B")?.fields[0].type.value == nil)
        #expect(model.payload("C")?.fields.map(\.type.value) == [.payload(.app("A")), .array(.payload(.app("C")))])
    }

    @Test("Visible initializers are found in the type and in its extensions")
    func initializers() {
        let model = build(
            """
            public struct A: Event { public init() {} }
            public struct B: Event { init() {} }
            public struct C: Event {}
            public extension C { init(x: Int) {} }
            """
        )
        #expect(model.payloads.map(\.hasVisibleInitializer) == [true, false, true])
    }

    @Test("The compiler's initializer is there unless something in the body takes its place")
    func memberwiseInitializers() {
        let model = build(
            """
            struct A: Event { var x: Int }
            struct B: Event { var x: Int; init(y: Int) { x = y } }
            struct C: Event { var x: Int }
            extension C { init(y: Int) { x = y } }
            @Observed struct D: Event { var x: Int }
            @frozen public struct E: Event { var x: Int }
            struct F: Event {
                var x: Int
                #if DEBUG
                init() { x = 0 }
                #endif
            }
            """
        )
        #expect(model.payloads.map(\.hasMemberwiseInitializer) == [true, false, true, false, true, false])
    }
}

extension TypeName {
    static func app(_ qualified: String) -> TypeName { TypeName(module: "App", qualified: qualified) }
}
