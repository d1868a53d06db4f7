import Testing

@testable import CatgaScanner

@Suite struct ConditionTests {
    @Test func eachBranchRepeatsWhatItDependsOn() {
        let file = scan(
            """
            #if os(Linux) && DEBUG // why
            struct A {}
            #elseif canImport(B)
            struct B {}
            #else
            struct C {}
            #endif
            struct D {}
            """
        )
        #expect(
            file.types.map(\.conditions) == [
                ["os(Linux) && DEBUG"], ["!(os(Linux) && DEBUG)", "canImport(B)"],
                ["!(os(Linux) && DEBUG)", "!(canImport(B))"], [],
            ]
        )
    }

    @Test func membersCarryTheConditionsInsideTheirTypeOnly() {
        let file = scan(
            """
            #if A
            struct B {
                #if C
                var d: Int
                struct E { var f: Int }
                #endif
                func g() {}
            }
            func h() {}
            #endif
            """
        )
        #expect(file.types[0].conditions == ["A"])
        #expect(file.types[0].properties[0].conditions == ["C"])
        #expect(file.types[0].functions[0].conditions == [])
        #expect(file.types[1].conditions == ["A", "C"])
        #expect(file.types[1].properties[0].conditions == [])
        #expect(file.functions[0].conditions == ["A"])
    }

    @Test func aBlockMayHoldAttributesOnly() {
        let file = scan(
            """
            #if compiler(>=5.3) && $Feature
            @A
            #else
            @B
            #endif
            public struct C {}
            """
        )
        #expect(file.types[0].modifiers.attributes.map { file.text($0.name) } == ["A", "B"])
        #expect(file.types[0].conditions == [])
    }

    @Test func conditionsSpanLinesAfterAnOperator() {
        let file = scan("#if A ||\n  B\n&& (C\n|| D)\nstruct E {}\n#endif")
        #expect(file.types[0].conditions == ["A ||\n  B\n&& (C\n|| D)"])
    }

    @Test func directivesInsideBodiesAndExpressionsAreSkipped() {
        let file = scan(
            """
            struct A {
                func a() {
                    #if X
                    switch y { case 1: break
                    #if Z
                    case 2: break
                    #endif
                    }
                    #endif
                }
                var b: Int {
                    #if X
                    get { 1 }
                    #endif
                }
                let c = [
                    1,
                    #if X
                    2,
                    #endif
                ]
            }
            """
        )
        #expect(file.properties == ["b: Int {}", "c ="])
        #expect(file.types[0].properties.map(\.conditions) == [[], []])
        #expect(file.findings.isEmpty)
    }
}
