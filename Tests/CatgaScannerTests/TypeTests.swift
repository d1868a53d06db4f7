import Testing

@testable import CatgaScanner

@Suite struct TypeTests {
    @Test func everyKindOfTypeIsListedInSourceOrder() {
        let file = scan("struct A { class B { enum C {} } } actor D {} protocol E {} extension A.B: F {}")
        #expect(file.typeNames == ["A", "A.B", "A.B.C", "D", "E", "A.B"])
        #expect(file.types.map(\.kind) == [.struct, .class, .enum, .actor, .protocol, .extension])
        #expect(file.types.map(\.parent) == [nil, 0, 1, nil, nil, nil])
    }

    @Test func inheritedTypesAreKeptAsWritten() {
        let file = scan("struct A<T>: @unchecked Sendable, ~Copyable, B & C, D<[T: (Int) -> E]> where T: F {}")
        #expect(
            file.types[0].inherits.map(file.text) == [
                "@unchecked Sendable", "~Copyable", "B & C", "D<[T: (Int) -> E]>",
            ]
        )
        #expect(file.types[0].isGeneric)
    }

    @Test func primaryAssociatedTypesDoNotMakeAProtocolGeneric() {
        let file = scan("protocol A<Element>: B { associatedtype Element: C = [Int] where Element.D == Int }")
        #expect(!file.types[0].isGeneric)
        #expect(file.types[0].inherits.map(file.text) == ["B"])
    }

    @Test func extendedTypesAreAnyType() {
        let file = scan("extension Array<Int> {} extension [String: Int] where A: B {} extension M::A.B? {}")
        #expect(file.typeNames == ["Array<Int>", "[String: Int]", "M::A.B?"])
    }

    @Test func extentReachesFromTheFirstAttributeToTheBrace() {
        let file = scan("/* a */ @B(1) public final class C { } // d")
        #expect(file.text(file.types[0].extent) == "@B(1) public final class C { }")
        #expect(file.types[0].modifiers.access == .public)
        #expect(file.types[0].modifiers.isFinal)
        #expect(file.types[0].modifiers.attributes.map { file.text($0.arguments) } == ["1"])
    }

    @Test func contextualKeywordsAreNames() {
        let file = scan(
            """
            struct A {
                var get: Int, set: Int { 1 }
                var actor = 1, package: Int
                static let async = B.extension, `init` = C.init
                func open() {}
                func async() async {}
                class func final() {}
                var any: any P
            }
            class open {}
            actor actor {}
            """
        )
        #expect(
            file.properties == [
                "get: Int =", "set: Int {}", "actor =", "package: Int =", "async =", "`init` =", "any: any P =",
            ]
        )
        #expect(file.functionNames == ["open", "async", "final"])
        #expect(file.typeNames == ["A", "open", "actor"])
    }

    @Test func localTypesAreNotListed() {
        let file = scan(
            """
            struct A {
                var a: Int { struct No {}; return 1 }
                let b = { () -> Int in struct No {}; return 1 }()
                init() { func no() {} }
                subscript(i: Int) -> Int { get { struct No {} } }
                deinit { struct No {} }
            }
            func b() { struct No {} }
            """
        )
        #expect(file.typeNames == ["A"])
    }
}
