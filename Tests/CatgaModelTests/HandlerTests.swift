import CatgaModel
import Testing

@Suite("Handlers")
struct HandlerTests {
    private static let messages = """
        struct Place: Command { typealias Reply = Int64 }
        struct Placed: Event {}
        enum OrderError: Int32, HandlerError { case closed = 1; var message: String { "closed" } }

        """

    private func methods(_ text: String) -> [HandlerMethod] {
        build(Self.messages + text).handlerTypes.flatMap(\.methods)
    }

    @Test("Handler methods of the type and its extensions, by message")
    func found() throws {
        let methods = methods(
            """
            struct H: Handlers {
                func on(_ event: Placed, _ context: borrowing Context) async {}
                func other(_ event: Placed) {}
            }
            extension H { func handle(_ command: Place) throws(OrderError) -> Int64 { 0 } }
            """
        )
        #expect(methods.map(\.name) == [.handle, .on])
        #expect(methods.map(\.message.value) == [.app("Place"), .app("Placed")])
        #expect(methods.map(\.takesContext) == [false, true])
        #expect(methods.map(\.isAsync) == [false, true])
        #expect(methods.map(\.isThrowing) == [true, false])
        #expect(methods[0].thrownType == "OrderError")
        #expect(methods[0].thrownTypeName == .app("OrderError"))
        #expect(methods[0].returnText == "Int64")
        #expect(methods.map(\.defect) == [nil, nil])
    }

    @Test("The enums marked HandlerError are known")
    func errors() {
        let model = build(Self.messages)
        #expect(model.handlerErrors.map(\.name) == [.app("OrderError")])
    }

    @Test(
        "A call needs await if the method is async or isolated",
        arguments: [
            ("struct H: Handlers { func on(_ event: Placed) {} }", false),
            ("struct H: Handlers { func on(_ event: Placed) async {} }", true),
            ("actor H: Handlers { func on(_ event: Placed) {} }", true),
            ("actor H: Handlers { nonisolated func on(_ event: Placed) {} }", false),
            ("@MainActor struct H: Handlers { func on(_ event: Placed) {} }", true),
            ("@MainActor struct H: Handlers { nonisolated func on(_ event: Placed) {} }", false),
            ("struct H: Handlers { @StoreActor func on(_ event: Placed) {} }", true),
        ]
    )
    func isolation(text: String, isAsync: Bool) {
        #expect(methods(text).map(\.isAsync) == [isAsync])
    }

    @Test(
        "init() can be called, or not",
        arguments: [
            ("struct H: Handlers {}", true),
            ("struct H: Handlers { let a: Int }", false),
            ("struct H: Handlers { let a = 1; var b: Int?; static let c: Int = f(); lazy var d = 1 }", true),
            ("struct H: Handlers { let a: Int? }", false),
            ("struct H: Handlers { var a: Optional<Int> }", false),
            ("struct H: Handlers { @Wrapped var a: Int? }", false),
            ("struct H: Handlers { let a: Int; init() { a = 1 } }", true),
            ("struct H: Handlers { let a: Int; init(a: Int = 1) { self.a = a } }", true),
            ("struct H: Handlers { let a = 1; init(b: Int) {} }", false),
            ("struct H: Handlers { let a = 1 }\nextension H { init(b: Int) {} }", true),
            ("struct H: Handlers { let a: Int }\nextension H { init() { a = 1 } }", true),
            ("struct H: Handlers { init() throws {} }", false),
            ("struct H: Handlers { init() async {} }", false),
            ("struct H: Handlers { init?() {} }", false),
            ("struct H: Handlers { private init() {} }", false),
            ("final class H: Handlers { let a = 1 }", true),
            ("class Base { init(x: Int) {} }\nfinal class H: Base, Handlers {}", false),
            ("actor H: Handlers { var a = 1 }", true),
            ("@MainActor final class H: Handlers {}", false),
            ("@MainActor final class H: Handlers { nonisolated init() {} }", true),
        ]
    )
    func defaultInitializer(text: String, exists: Bool) {
        #expect(build(text).handlerType("H")?.hasDefaultInitializer == exists)
    }

    @Test("Conditions of the type, the extension and the method add up")
    func conditions() {
        let methods = methods(
            """
            #if A
            struct H: Handlers {
                #if B
                func on(_ event: Placed) {}
                #endif
            }
            #if C
            extension H { func handle(_ command: Place) -> Int64 { 0 } }
            #endif
            #endif
            """
        )
        #expect(methods.map(\.conditions) == [["A", "C"], ["A", "B"]])
    }

    @Test("A method that takes no message and could not be a handler is nobody's business")
    func helpers() {
        #expect(
            methods("struct H: Handlers { func on(text: String) {}; private func on(_ x: Int) {}; func on() {} }")
                .isEmpty
        )
    }

    @Test("A nested type or a protocol's alias may be the reply")
    func replies() {
        let model = build(
            """
            protocol Counting: Query { typealias Reply = Int64 }
            struct A: Counting {}
            struct B: Query { struct Reply: Payload {} }
            struct C: Command {}
            struct D: Query {}
            extension D { typealias Reply = Swift.Void }
            """
        )
        let replies = ["A", "B", "C", "D"].map { model.payload($0)?.reply.wireType }
        #expect(replies == [.scalar(.int64), .payload(.app("B.Reply")), nil, nil])
    }
}

extension Reply {
    var wireType: WireType? {
        if case .value(_, let type, _) = self { return type.value }
        return nil
    }
}
