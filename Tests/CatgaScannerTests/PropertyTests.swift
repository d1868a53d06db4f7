import Testing

@testable import CatgaScanner

@Suite struct PropertyTests {
    @Test func observersKeepAPropertyStored() {
        let file = scan(
            """
            struct A {
                var a: Int { didSet {} }
                var b = 1 { willSet(new) {} }
                var c = call { $0 } { @B didSet {} }
                var d = C()
                    { didSet {} }
                #if X
                var e: Int = 1 {
                    #if Y
                    willSet {}
                    #endif
                }
                #endif
            }
            """
        )
        #expect(file.properties == ["a: Int =", "b =", "c =", "d =", "e: Int ="])
    }

    @Test(arguments: [
        "{ 1 }", "{ get { 1 } set {} }", "{ mutating get { 1 } }", "{ _read { yield x } }", "{ @inlinable get }",
        "{ get async throws(E) }", "{ unsafeAddress { p } }", "{ @storageRestrictions(initializes: a) init {} }",
        "\n{ return 1 }", "{ yielding borrow { x } }", "{ nonmutating _modify { yield &x } }", "{ }",
    ])
    func aBlockThatIsNoObserverComputes(block: String) {
        let file = scan("struct A { var a: Int \(block)\nvar b: Int }")
        #expect(file.properties == ["a: Int {}", "b: Int ="])
    }

    @Test func requirementsAreNotStored() {
        let file = scan("protocol A { var a: Int { get }; static var b: [Int]? { get set } }")
        #expect(file.properties == ["a: Int {}", "b: [Int]? {}"])
        #expect(file.types[0].properties[1].modifiers.isStatic)
    }

    @Test func oneAnnotationServesTheNamesBeforeIt() {
        let file = scan("struct A { var a, b: Int, c = 1, d: String; let (x, (_, y)) = z, (l: m, n) = o }")
        #expect(file.properties == ["a: Int =", "b: Int =", "c =", "d: String =", "x =", "y =", "m =", "n ="])
    }

    @Test(arguments: [
        "Int", "Int?", "[Int]", "[String: [Int]]", "(Int, String)", "A.B<C, D>.E",
        "@Sendable (Int) async throws -> Void",
        "any P & Q", "some Collection<Int>", "(any P)?", "A.Type", "Array<Array<Int>>", "Int!", "M::A", "[3 of Int]",
        "(repeat each T)", "(Int) throws(E) -> (Int) -> Void", "InlineArray<-1, Int>", "@convention(c) (Int) -> Void",
        "nonisolated(nonsending) () async -> Void", "Foo</* > */ Int>", "~Copyable", "any ~Copyable & P",
    ])
    func aTypeEndsWhereItsTextEnds(type: String) {
        for rest in ["", " = 1", "=1", " { 1 }", "\n{ 1 }", "; let z: Int", "\nfunc z()"] where !type.hasSuffix("!") {
            let file = scan("struct A { var a: \(type)\(rest)\nlet b: Int }")
            #expect(file.text(file.types[0].properties[0].type) == type)
            #expect(file.text(file.types[0].properties.last?.name ?? .empty) == "b")
        }
    }

    @Test(arguments: [
        "1", "-1 + 2", "a ? b : c", "a\n    .b()\n    ?? c", "call(1) { $0 } then: { 2 }", "try? await f()",
        "A<B, C>()",
        "a as? [B: C]", "x < y", "[1, 2]", "{ 1 }()", "if a { 1 } else if b { 2 } else { 3 }",
        "switch a { case 1: 2\n default: 3 }", #"\A.b?.c"#, "#selector(a)", "/x/.y", "a +\n  b", "a\n  + b", "0...",
        "x is Int", "foo\n{ $0 }", ".init", "a! + b!", "\"a\" + \"b\"", "consume x", "a == .b",
        "Foo\n#if X\n.a()\n#else\n.b()\n#endif", "value as any P", "Dictionary<Int, [A]>.self", "-x.y", "!a",
    ])
    func anInitialValueEndsWhereItsTextEnds(value: String) {
        for rest in ["\nlet b: Int", "; let b: Int", ", b: Int", " // c\n@D let b: Int", "\nfunc f() {}; let b: Int"] {
            let file = scan("struct A { let a = \(value)\(rest) }")
            #expect(file.text(file.types[0].properties[0].initialValue) == value)
            #expect(file.types[0].properties.map { file.text($0.name) } == ["a", "b"])
        }
    }

    @Test func modifiersAreNoted() {
        let file = scan(
            "class A { @B(c: 1) @D private(set) public lazy static nonisolated(unsafe) var a = 1; private(set) var b = 1 }"
        )
        let modifiers = file.types[0].properties[0].modifiers
        #expect(modifiers.access == .public)
        #expect(modifiers.isLazy && modifiers.isStatic && modifiers.isNonisolated)
        #expect(modifiers.attributes.map { file.text($0.name) } == ["B", "D"])
        #expect(file.types[0].properties[1].modifiers.access == nil)
    }
}
