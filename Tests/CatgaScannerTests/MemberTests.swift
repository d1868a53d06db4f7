import Testing

@testable import CatgaScanner

@Suite struct MemberTests {
    @Test func casesHavePayloadsAndRawValues() {
        let file = scan(
            "indirect enum A: Int { case a(x: Int = 3, (B, C)), b = 1, c = -2\ncase d; indirect case e(A) }"
        )
        let cases = file.types[0].cases
        #expect(file.caseNames == ["a", "b", "c", "d", "e"])
        #expect(cases.map { file.text($0.associatedValues) } == ["x: Int = 3, (B, C)", "", "", "", "A"])
        #expect(cases.map { file.text($0.rawValue) } == ["", "1", "-2", "", ""])
        #expect(cases.map(\.modifiers.isIndirect) == [false, false, false, false, true])
    }

    @Test func typealiasesAreRead() {
        let file = scan("typealias A<T> = [T: Int] where T: B\nstruct C { public typealias D = (Int) async -> E }")
        #expect(file.text(file.typealiases[0].type) == "[T: Int]")
        #expect(file.typealiases[0].isGeneric)
        #expect(file.text(file.types[0].typealiases[0].type) == "(Int) async -> E")
    }

    @Test func importsHaveModulesAndPaths() {
        let file = scan("@testable import A\npublic import struct B.C\nimport D.E.F; import func G.f\nimport M::N")
        #expect(file.imports.map { file.text($0.module) } == ["A", "B", "D", "G", "M"])
        #expect(file.imports.map { file.text($0.path) } == ["A", "B.C", "D.E.F", "G.f", "M::N"])
        #expect(file.imports[1].modifiers.access == .public)
    }

    @Test func otherDeclarationsArePassedOver() {
        let file = scan(
            """
            infix operator <=>: ComparisonPrecedence
            prefix operator /^/
            precedencegroup P { higherThan: Q }
            @freestanding(expression) public macro m<T>(_ t: T) -> String = #externalMacro(module: "M", type: "T")
            using @MainActor
            #warning("struct No {}")
            struct A {
                #generate(1) { struct No {} } then: { struct No {} }
                subscript(a: Int) -> Int { 1 }
                @attached(member) var b: Int
            }
            #sourceLocation(file: "a", line: 1)
            struct B {}
            """
        )
        #expect(file.typeNames == ["A", "B"])
        #expect(file.properties == ["b: Int ="])
        #expect(file.findings.isEmpty)
    }

    @Test func statementsAtFileLevelDeclareNothingButTheirOwn() {
        let file = scan(
            """
            let a = 1, b = A { $0 }
            if let no = x, case .y(let n) = z.map({ $0 }) { struct No {}; let no = 1 } else if true {} else { let no = 2 }
            guard
                let no = y,
                let no2 = z else { fatalError() }
            outer: for no in [1] where no > 1 { func no() {} }
            while let no = next() { var no = 1 }
            repeat { let no = 1 } while x
            switch x { case let no: let no2 = 1 }
            do { let no = 1 } catch let error as E { let no = 2 } catch { let no = 3 }
            defer { let no = 1 }
            foo.extension
                .func { let no = 1 }
            package.call(); open(1); actor.send(2); macro = 3
            final = 4
            [1, 2].forEach { no in struct No {} }
            async let c: Int = f()
            @MainActor func d() {}
            var e: Int { 1 }
            struct F {}
            """
        )
        #expect(file.globals == ["a =", "b =", "c: Int =", "e: Int {}"])
        #expect(file.functions.map { file.text($0.name) } == ["d"])
        #expect(file.typeNames == ["F"])
        #expect(file.findings.isEmpty)
    }
}
