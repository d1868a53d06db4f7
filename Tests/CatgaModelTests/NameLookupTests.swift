import CatgaModel
import Testing

@Suite("Which declaration a name means")
struct NameLookupTests {
    @Test("Nested types hide outer ones, and outer ones are found from the inside")
    func nesting() {
        let model = build(
            """
            struct Item: Payload {}
            struct Price: Payload {}
            enum Shop {
                struct Item: Payload {}
                struct Order: Payload { var item: Item; var outer: App.Item; var price: Price; var part: Part
                    struct Part: Payload {}
                }
            }
            """
        )
        #expect(model.wireType(of: "item") == .payload(.app("Shop.Item")))
        #expect(model.wireType(of: "outer") == .payload(.app("Item")))
        #expect(model.wireType(of: "price") == .payload(.app("Price")))
        #expect(model.wireType(of: "part") == .payload(.app("Shop.Order.Part")))
    }

    @Test("A type of the module hides the standard library's")
    func shadowing() {
        let model = build("struct String: Payload {}\nstruct A: Payload { var own: String; var text: Swift.String }")
        #expect(model.wireType(of: "own") == .payload(.app("String")))
        #expect(model.wireType(of: "text") == .string)
    }

    @Test("Nested aliases are found, and mean what they mean where they stand")
    func aliases() {
        let model = build(
            """
            enum Shop { typealias ID = Number; typealias Number = UInt64 }
            typealias Number = String
            struct A: Payload { typealias Own = [Self]; var id: Shop.ID; var number: Number; var own: Own }
            """
        )
        #expect(model.wireType(of: "id") == .scalar(.uint64))
        #expect(model.wireType(of: "number") == .string)
        #expect(model.wireType(of: "own") == .array(.payload(.app("A"))))
    }

    @Test("Private types of the same name belong to their files")
    func privateTypes() {
        let model = build(files: [
            "a.swift": "private struct Helper {}\nstruct A: Payload { var first: Helper }",
            "b.swift": "private enum Helper: UInt8, Payload { case x }\nstruct B: Payload { var second: Helper }",
            "c.swift": "struct C: Payload { var third: Helper }",
        ])
        #expect(model.refusal(of: "first")?.reason.contains("not marked") == true)
        #expect(model.refusal(of: "second")?.reason.contains("private") == true)
        #expect(model.refusal(of: "third")?.reason.contains("not declared") == true)
    }

    @Test("Public types of dependencies are found, qualified or not")
    func modules() {
        let model = build(
            files: [
                "a.swift":
                    "struct A: Payload { var one: Money; var two: Contracts.Money; var three: Contracts.Shop.Item }"
            ],
            dependencies: [
                "Contracts": [
                    "c.swift": "public struct Money: Payload {}\npublic enum Shop { public struct Item: Payload {} }"
                ]
            ]
        )
        let money = TypeName(module: "Contracts", qualified: "Money")
        #expect(model.wireType(of: "one") == .payload(money))
        #expect(model.wireType(of: "two") == .payload(money))
        #expect(model.wireType(of: "three") == .payload(TypeName(module: "Contracts", qualified: "Shop.Item")))
    }

    @Test("A name of two modules means the imported one, else it is refused")
    func ambiguity() {
        let dependencies = [
            "One": ["c.swift": "public struct Money: Payload {}"],
            "Two": ["c.swift": "public struct Money: Payload {}"],
            "Three": ["c.swift": "struct Money: Payload {}"],
        ]
        let model = build(
            files: [
                "a.swift": "import Two\nimport Three\nstruct A: Payload { var one: Money }",
                "b.swift": "import One\nimport Two\nstruct B: Payload { var two: Money }",
            ],
            dependencies: dependencies
        )
        #expect(model.wireType(of: "one") == .payload(TypeName(module: "Two", qualified: "Money")))
        #expect(model.refusal(of: "two")?.reason.contains("declared in the modules 'One' and 'Two'") == true)
    }

    @Test("A dependency does not see the target's types")
    func direction() {
        let model = build(
            files: ["a.swift": "public struct Money: Payload {}"],
            dependencies: ["Contracts": ["c.swift": "public struct B: Payload { public var field: Money }"]]
        )
        #expect(model.refusal(of: "field")?.reason.contains("not declared") == true)
    }

    @Test("Types nested in an extension of a foreign type are found")
    func foreignExtensions() {
        let model = build(
            files: [
                "a.swift": """
                extension String { struct Code: Payload {} }
                extension Shop { struct Extra: Payload {} }
                struct A: Payload { var code: String.Code; var extra: Shop.Extra; var text: String }
                """
            ],
            dependencies: ["Contracts": ["c.swift": "public enum Shop {}"]]
        )
        #expect(model.wireType(of: "code") == .payload(.app("String.Code")))
        #expect(model.wireType(of: "extra") == .payload(.app("Shop.Extra")))
        #expect(model.wireType(of: "text") == .string)
    }

    @Test("One name declared once for each condition is one type for those who name it")
    func conditionalTypes() {
        let model = build(
            """
            #if os(Linux)
            struct Handle: Payload { var number: Int32 }
            #else
            struct Handle: Payload { var text: String }
            #endif
            extension Handle { struct Part: Payload {} }
            struct A: Payload { var field: Handle; var part: Handle.Part }
            """
        )
        #expect(model.payloads.map(\.name.qualified) == ["A", "Handle", "Handle", "Handle.Part"])
        #expect(model.wireType(of: "field") == .payload(.app("Handle")))
        #expect(model.wireType(of: "part") == .payload(.app("Handle.Part")))
    }
}

@Suite("Markers of other libraries")
struct ForeignMarkerTests {
    @Test(
        "An undeclared Command is Catga's only where the file can see Catga",
        arguments: [
            ("import Catga\nimport Consoles", 1), ("import CatgaCore", 1), ("import Contracts", 1), ("", 1),
            ("import Consoles", 0), ("import Foundation", 0),
        ]
    )
    func undeclared(imports: String, count: Int) {
        let model = build(
            files: ["a.swift": "\(imports)\nstruct Serve: Command { var handler: Any }"],
            dependencies: ["Contracts": ["c.swift": "@_exported import Catga"]]
        )
        #expect(model.payloads.count == count)
    }
}
