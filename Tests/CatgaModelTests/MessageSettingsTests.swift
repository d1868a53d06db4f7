import CatgaModel
import CatgaScanner
import Testing

@Suite("Wire names, routes, and the target's imports")
struct MessageSettingsTests {
    @Test("The type id is FNV-1a of the wire name, by the published vectors")
    func typeID() {
        #expect(TypeID.of("") == 0xcbf2_9ce4_8422_2325)
        #expect(TypeID.of("a") == 0xaf63_dc4c_8601_ec8c)
        #expect(TypeID.of("foobar") == 0x8594_4171_f739_67e8)
        let event = build("struct A: Event { static let wireName = \"foobar\" }").payloads.first
        #expect(event?.typeID == 0x8594_4171_f739_67e8)
    }

    @Test(
        "Routes are read where they are written out",
        arguments: [
            ("static let route = Route.any", "any", nil),
            ("static let route: Route = .localFirst", "localFirst", nil),
            ("static let route: Catga.Route = .local", "local", nil),
            ("public static let route = Catga.Route.key(\"id\")", "key", "id"),
            ("static let route: CatgaCore.Route = .key( \"id\" )", "key", "id"),
            ("static var route = Route\n        .replicated", "replicated", nil),
            ("static var route: Route { .any }", nil, nil),
            ("static let route = other", nil, nil),
            ("static let route = Route.key(name)", nil, nil),
            ("static let route = Route.key(\"a\\(b)\")", nil, nil),
            ("static let route = Route.unheard", nil, nil),
            ("static let route = Mine.Route.any", nil, nil),
            ("static let route: Other = .any", nil, nil),
            ("static let route = Route.any.self", nil, nil),
        ] as [(String, String?, String?)]
    )
    func routes(text: String, name: String?, key: String?) throws {
        let message = try #require(build("struct A: Command {\n    \(text)\n    var id: Int\n}").payloads.first)
        let route = try #require(message.route)
        #expect(route.name == name)
        #expect(route.key == key)
    }

    @Test("The place of a key is its literal")
    func keyPlace() {
        let route = build("struct A: Command { static let route = Route.key( \"id\") }").payloads.first?.route
        #expect(route?.place.position == .init(line: 1, column: 51))
    }

    @Test("A quality of service is read likewise")
    func qualities() {
        let model = build(
            """
            struct A: Command { static let qualityOfService = DeliveryQuality.effectivelyOnce }
            struct B: Command { static let qualityOfService: DeliveryQuality = .atMostOnce }
            struct C: Command { static let qualityOfService: DeliveryQuality = .init(rawValue: 1)! }
            struct D: Command {}
            """
        )
        #expect(model.payloads.map { $0.qualityOfService?.name } == ["effectivelyOnce", "atMostOnce", nil, nil])
        #expect(model.payloads.map { $0.qualityOfService == nil } == [false, false, false, true])
    }

    @Test("Imports of files with messages or handlers, one entry a module and condition")
    func imports() {
        let model = build(files: [
            "a.swift": "public import Foundation\nimport Catga\nstruct A: Event {}",
            "b.swift":
                "import Foundation\n@preconcurrency import Catga\nimport struct Other.Thing\nstruct H: Handlers {}",
            "c.swift": "#if os(Linux)\nimport Glibc\n#endif\n@_exported import Catga\nextension A {}",
            "d.swift": "import Unrelated\nstruct Nothing {}",
        ])
        #expect(model.imports.map(\.module) == ["Catga", "Foundation", "Glibc", "Other"])
        #expect(model.imports.map(\.access) == [nil, .public, nil, nil])
        #expect(model.imports.map(\.attributes) == [["@preconcurrency"], [], [], []])
        #expect(model.imports.map(\.conditions) == [[], [], ["os(Linux)"], []])
    }

    @Test("The same sources in any order make the same model")
    func order() {
        let files: [(String, String)] =
            (0..<12).map { number in
                let other = (number + 5) % 12
                return (
                    "File\(number).swift",
                    """
                    public import Module\(number % 3)
                    struct M\(number): Command { var part: Outer\(other).Part; typealias Reply = Alias\(other)? }
                    enum Outer\(number) {}
                    extension Outer\(other) { struct Part: Payload { var x: Alias\(number) } }
                    extension H { func handle(_ command: M\(other)) -> Int? { nil } }
                    typealias Alias\(number) = Int
                    private struct Local: Event { static let wireName = "local\(number)" }
                    """
                )
            } + [("Z.swift", "struct H: Handlers {}")]
        func model(_ files: [(String, String)]) -> String {
            let sources = files.map { SourceFile(path: $0.0, bytes: Array($0.1.utf8)) }
            let module = Module(name: "App", kind: .executable, isInTargetPackage: true)
            let model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: sources)))
            return "\(model)\n\(RuleBook.check(model))"
        }
        let expected = model(files)
        #expect(expected.contains("M11"))
        for _ in 0..<5 { #expect(model(files.shuffled()) == expected) }
    }
}
