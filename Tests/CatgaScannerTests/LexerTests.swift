import Testing

@testable import CatgaScanner

/// What may hide a bracket or a keyword: each fixture holds `}` or a declaration where none is meant.
@Suite struct LexerTests {
    @Test(arguments: [
        "/* } /* } */ struct No {} */",
        "// } struct No {}",
        #"let text = "} struct No {""#,
        #"let text = "\(call("}", [")": { "}" }]))""#,
        ##"let text = #" " } \(no "# "##,
        ##"let text = #"""#; let other = 1"##,
        ##"let text = #"\#(f("}"))"#"##,
        "let text = \"\"\"\n } \" \"\" \\\"\"\" \\(\"}\")\n \"\"\"",
        "let text = #\"\"\"\n } \"\"\" \\( \n \"\"\"#",
        "let pattern = /}{[(]\\/\"/",
        "let pattern = #/}/\"/#",
        "let pattern = ##/\n } /# \" \n /##",
        "let name = `a } b`",
        "func `class {`() {}",
        "func f() { return /}\"/ }",
        "let list = [/}/, /\"/]",
        "let value = <#T##() -> } #>",
        "let quotient = a / b // }\n let other = c / d",
        "func / (a: Int, b: Int) -> Int { a / b }",
        "func f() { let x = a /* } */ / b }",
        "let sum = values.reduce(1, /) + other.reduce(1, /)",
        "func f() { x = try? /}/; y = z! / 2 / 3 }",
        "let text = \"\\(a // }\n)\"",
    ])
    func bracketsInsideLiteralsAndCommentsDoNotCount(member: String) {
        let file = scan("struct Outer {\n\(member)\n}\nstruct Last {}")
        #expect(file.typeNames == ["Outer", "Last"])
        #expect(file.findings.isEmpty)
    }

    @Test func byteOrderMarkAndInterpreterLineAreSkipped() {
        let file = SourceFile(
            path: "Test.swift",
            bytes: [0xEF, 0xBB, 0xBF] + Array("#!/usr/bin/swift }\nstruct A {}".utf8)
        )
        #expect(file.typeNames == ["A"])
        #expect(file.position(of: file.types[0].name) == SourcePosition(line: 2, column: 8))
    }

    @Test func linesEndWithAnyOfTheThreeLineBreaks() {
        let file = scan("struct A {}\r\nstruct B {}\rstruct C {}\n\nstruct D {}")
        #expect(file.types.map { file.position(of: $0.name).line } == [1, 2, 3, 5])
    }

    @Test func columnsCountBytes() {
        let file = scan("/* é */ struct A {}")
        #expect(file.position(of: file.types[0].name) == SourcePosition(line: 1, column: 17))
    }

    @Test func identifiersMayBeginAndGoOnBeyondASCII() {
        let file = scan("struct Ålesund { var ålandIslands: Int; let 名前: String; func 🙂(π: Int) {} }")
        #expect(file.typeNames == ["Ålesund"])
        #expect(file.properties == ["ålandIslands: Int =", "名前: String ="])
        #expect(file.functionNames == ["🙂"])
    }

    @Test func operatorsMayBeBuiltOfAnyOperatorCharacter() {
        let file = scan(
            """
            struct A {
                static func == (a: A, b: A) -> Bool { true }
                static func ..<(a: A, b: A) {}
                static func .!= (a: A, b: A) {}
                static func ×(a: A, b: A) {}
                prefix static func ! (a: A) {}
                static func <<T>(a: T, b: A) {}
                static func /(a: A, b: A) -> Int { 1/2 }
            }
            prefix operator .!
            struct B {}
            """
        )
        #expect(file.functionNames == ["==", "..<", ".!=", "×", "!", "<", "/"])
        #expect(file.typeNames == ["A", "B"])
    }

    @Test func namesAreWithoutTheirBackticks() {
        let file = scan("enum A { case `default`, `two words` }")
        #expect(file.types[0].cases.map { file.identifier($0.name) } == ["default", "two words"])
        #expect(file.caseNames == ["`default`", "`two words`"])
    }

    @Test func nullBytesAndInvalidTextSeparateTokens() {
        var bytes = Array("struct A {".utf8) + [0, 0xFF, 0xC3] + Array("var a\u{0}: Int // ".utf8)
        bytes += [0xFE, 0x0A] + Array("let b = \"".utf8) + [0x80, 0x22] + Array("}".utf8)
        let file = SourceFile(path: "Test.swift", bytes: bytes)
        #expect(file.properties == ["a: Int =", "b ="])
        #expect(file.findings.isEmpty)
    }
}
