import Testing

@testable import CatgaScanner

@Suite struct FunctionTests {
    private func parameters(_ clause: String) -> [String] {
        let file = scan("func f(\(clause)) {}")
        return file.functions[0].parameters.map {
            "\(file.text($0.label)) \(file.text($0.name)): \(file.text($0.type))\($0.hasDefault ? " =" : "")"
        }
    }

    @Test func parametersHaveLabelsNamesTypesAndDefaults() {
        #expect(
            parameters("_ a: Int, b c: String = \"),\", d: [A] = [1, 2]") == [
                "_ a: Int", "b c: String =", "d d: [A] =",
            ]
        )
        #expect(parameters("in for: Int, `class` x: Int,") == ["in for: Int", "`class` x: Int"])
        #expect(
            parameters("a: @escaping (Int) -> Void = { _ in }, b: T = x < y ? 1 : 2") == [
                "a a: (Int) -> Void =", "b b: T =",
            ]
        )
        #expect(parameters("@A(1) a: Int, f: (Int, Int) -> Bool = (<)") == ["a a: Int", "f f: (Int, Int) -> Bool ="])
    }

    @Test func variadicParametersEndInDots() {
        #expect(parameters("a: Int..., b: [A<B>]...") == ["a a: Int...", "b b: [A<B>]..."])
    }

    @Test func specifiersStandOutsideTheType() {
        let file = scan(
            "func f(a: inout A, b: borrowing B, c: sending @C D, d: isolated (any E)?, e: __owned F, g: isolated) {}"
        )
        #expect(
            file.functions[0].parameters.map { file.text($0.type) } == ["A", "B", "D", "(any E)?", "F", "isolated"]
        )
        #expect(
            file.functions[0].parameters.map { file.text($0.fullType) } == [
                "inout A", "borrowing B", "sending @C D", "isolated (any E)?", "__owned F", "isolated",
            ]
        )
    }

    @Test func effectsAndResultsAreRead() {
        let file = scan(
            """
            protocol P {
                func a() async throws(E<F>) -> some Q
                func b() rethrows -> (Int) throws -> Void
                func c<T>(_ t: T) where T: R, T.S == [Int]
                func d() -> A.B?
                mutating func e()
                init?(f: Int)
                init!<T>()
                static func g(
                    h: Int
                )
                    -> [Int]
            }
            """
        )
        let functions = file.types[0].functions
        #expect(functions.map { file.text($0.name) } == ["a", "b", "c", "d", "e", "g"])
        #expect(functions.map(\.isAsync) == [true, false, false, false, false, false])
        #expect(functions.map(\.isThrowing) == [true, true, false, false, false, false])
        #expect(functions.map(\.isGeneric) == [false, false, true, false, false, false])
        #expect(
            functions.map { file.text($0.returnType) } == ["some Q", "(Int) throws -> Void", "", "A.B?", "", "[Int]"]
        )
        #expect(file.text(functions[0].thrownType) == "E<F>")
        #expect(functions[4].modifiers.isMutating && functions[5].modifiers.isStatic)
        #expect(file.types[0].initializers.map(\.isFailable) == [true, true])
        #expect(file.types[0].initializers.map(\.isGeneric) == [false, true])
    }

    @Test func bodiesMayBeMissing() {
        let file = scan(
            """
            extension A {
                @inlinable public func a() -> Swift.Int
                public static func b(_ x: consuming Swift.Int)
                @_specialize(where T == Swift.Int) @inlinable internal func c<T>(_ t: T) { let no = 1 }
                @objc deinit
                public subscript<T>(i: T) -> T where T : P { get set }
                prefix public static func - (x: A) -> A
            }
            """
        )
        #expect(file.functionNames == ["a", "b", "c", "-"])
    }
}

@Suite struct BodyTests {
    @Test func aBodyIsWhatStandsBetweenTheBraces() {
        let file = scan("func f() { a(\"}\") }\nstruct S { func g() -> Int { 1 }; init() {} }\nprotocol P { func h() }")
        #expect(file.text(file.functions[0].body) == " a(\"}\") ")
        #expect(file.text(file.types[0].functions[0].body) == " 1 ")
        #expect(file.types[0].initializers[0].body.isEmpty)
        #expect(file.types[1].functions[0].body.isEmpty)
    }

    @Test func itsTokensStandWhereTheyStandInTheFile() {
        let file = scan("let a = 1\nfunc f() {\n    try? b.c(\"x\\(d)\") // e\n}")
        let tokens = file.tokens(in: file.functions[0].body)
        #expect(tokens.map(file.text) == ["try", "?", "b", ".", "c", "(", "\"x\\(d)\"", ")"])
        #expect(file.position(of: tokens[2]) == .init(line: 3, column: 10))
    }

    @Test func markedCommentsAreFoundOutsideOfLiterals() {
        let file = scan("// mark: one\n  let a = \"// mark: two\" // mark: three\n/// mark: four\n/*\n// mark: five */")
        let comments = file.comments(markedWith: "mark:")
        #expect(comments.map(\.text) == ["one", "three", "five */"])
        #expect(comments.map(\.isAlone) == [true, false, true])
        #expect(comments[1].position == .init(line: 2, column: 29))
    }
}
