import CatgaModel
import CatgaScanner
import Testing

@Suite("What findings tell the reader")
struct RuleMessageTests {
    private func finding(_ id: String, in text: String, kind: Module.Kind = .library) throws -> Finding {
        try #require(RuleBook.check(build(text, kind: kind)).first { $0.id == id })
    }

    @Test("A request without a handler shows the handler to write")
    func unhandled() throws {
        let text = "struct GetOrder: Query { typealias Reply = Order?; var id: Int }\nstruct Order: Payload {}"
        let finding = try finding("CATGA0010", in: text, kind: .executable)
        #expect(finding.message == "query 'GetOrder' has no handler in 'App'")
        #expect(finding.hint?.contains("func handle(_ query: GetOrder) async throws -> Order?") == true)
        #expect(finding.hint?.contains("\"remote\"") == true)
    }

    @Test("A second handler names the first one's place")
    func duplicate() throws {
        let text = """
            struct A: Command {}
            struct One: Handlers { func handle(_ command: A) {} }
            struct Two: Handlers { func handle(_ command: A) {} }
            """
        let finding = try finding("CATGA0011", in: text)
        #expect(finding.message == "'A' already has a handler, in 'One' (App.swift:2)")
        #expect(finding.position.line == 3)
    }

    @Test("A field says what its type lacks, in the words of the source")
    func field() throws {
        let finding = try finding("CATGA0020", in: "struct Money {}\nstruct Pay: Command { var total: Money }")
        #expect(
            finding.message == "'Pay.total' cannot be sent: 'Money' is a struct that is not marked `Payload`"
        )
        #expect(finding.hint == "write `struct Money: Payload`")
    }

    @Test("The initializer of a hint is ready to paste")
    func initializer() throws {
        let text = """
            public struct PlaceOrder: Command {
                public var customerID: UInt64
                public let coupon: String?
                public var count = 1
                public var tags: [String] = []
                public var `in`: Int8
            }
            """
        let finding = try finding("CATGA0031", in: text)
        #expect(finding.severity == .error)
        #expect(
            finding.hint == """
                paste this inside the struct (not in an extension):
                    public init(
                        customerID: UInt64,
                        coupon: String? = nil,
                        count: Int = 1,
                        tags: [String] = [],
                        `in`: Int8
                    ) {
                        self.customerID = customerID
                        self.coupon = coupon
                        self.count = count
                        self.tags = tags
                        self.`in` = `in`
                    }
                """
        )
    }

    @Test("A misspelled key is met with the nearest field")
    func nearestKey() throws {
        let text =
            "struct A: Query { static let route = Route.key(\"costumerID\"); var orderID: Int; var customerID: Int }"
        #expect(try finding("CATGA0034", in: text).hint == "did you mean \"customerID\"?")
        let other = "struct A: Query { static let route = Route.key(\"zzz\"); var orderID: Int }"
        #expect(try finding("CATGA0034", in: other).hint?.hasPrefix("name a field") == true)
    }

    @Test("A dependency's own fields are its own build's business, collisions with it are not")
    func dependencies() {
        let model = build(
            files: ["a.swift": "struct A: Event { static let wireName = \"B\" }"],
            dependencies: ["Contracts": ["c.swift": "public struct B: Event { public var x: Any }"]]
        )
        #expect(RuleBook.check(model).map(\.id) == ["CATGA0032"])
    }
}
