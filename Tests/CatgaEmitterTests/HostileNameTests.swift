import CatgaEmitter
import CatgaModel
import CatgaScanner
import Testing

/// Names and literals that try to leave their place, through the whole generator: each is refused with a finding, or
/// the generated text, read again by the scanner, declares what it declares for a harmless name.
@Suite("Hostile names and literals")
struct HostileNameTests {
    @Test(
        "Quoted and foreign names are repeated as they are written",
        arguments: [
            "`class`", "`default`", "Größe", "命令", "Пакет", "👩‍👩‍👧", "`two words`", "`a-b.c`", "e\u{301}",
        ]
    )
    func names(name: String) {
        let text = "import Catga\nstruct \(name): Payload { var \(name): UInt64 }\n"
        guard let generated = accepted(text) else { return }
        #expect(generated.file.findings.isEmpty)
        #expect(generated.extended == [name])
    }

    @Test(
        "What turns text around or cannot be seen is refused in a name",
        arguments: [
            "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{2060}",
        ]
    )
    func invisibleNames(character: String) {
        for text in [
            "import Catga\nstruct A\(character)B: Payload { var x: UInt64 }\n",
            "import Catga\nstruct A: Payload { var x\(character)y: UInt64 }\n",
            "import Catga\nstruct `A\(character)B`: Command { var x: UInt64 }\n",
            "import Catga\nstruct A: Command { static let wireName = \"a\(character)b\"; var x: UInt64 }\n",
            "import Catga\nstruct A: Command { static let route = Route.key(\"a\(character)b\"); var x: UInt64 }\n",
        ] {
            let generated = accepted(text)
            #expect(generated?.text.unicodeScalars.contains(Unicode.Scalar(character)!) != true, "\(text)")
        }
    }

    @Test(
        "A wire name is one plain literal or refused",
        arguments: [
            #""a\(print(1))b""#, #""a\" }; struct Injected {} //""#, ##"#"a\#(1)"#"##, ##"#"a"b"#"##,
            "\"\"\"\n    a\n    b\n    \"\"\"",
            "#\"\"\"\n    a\n    \"\"\"#", "\"a\\nb\"", "\"a\\u{22}b\"", "\"a\u{0}b\"", "\"\"", "\"a\" + \"b\"",
            "\"a\\u{202E}b\"",
        ]
    )
    func wireNames(literal: String) {
        let text = "import Catga\nstruct A: Command {\n    static let wireName = \(literal)\n    var x: UInt64\n}\n"
        #expect(accepted(text) == nil)
    }

    @Test(
        "A route key never leaves its literal",
        arguments: [#""x\(1)""#, #""x" + "y""#, "\"x\\\"\"", "\"x\u{0}\"", "#\"x\"#", "\"\"\"\n    x\n    \"\"\""]
    )
    func routeKeys(literal: String) {
        let text =
            "import Catga\nstruct A: Command {\n    static let route = Route.key(\(literal))\n    var x: UInt64\n}\n"
        guard let generated = accepted(text) else { return }
        #expect(generated.file.findings.isEmpty)
        #expect(generated.declarations == accepted("import Catga\nstruct A: Command { var x: UInt64 }\n")?.declarations)
    }

    @Test(
        "The text around a message does not matter: byte order marks, line ends, NUL and bytes that are no UTF-8",
        arguments: [
            "\u{FEFF}import Catga\nstruct A: Payload { var x: UInt64 }\n",
            "import Catga\r\nstruct A: Payload {\r\n    var x: UInt64\r\n}\r\n",
            "import Catga\rstruct A: Payload {\r    var x: UInt64\r}\r",
            "import Catga\nstruct A:\u{0} Payload { var x\u{0}: UInt64 }\n",
            "import Catga\nstruct A: Payload { /* \u{202E} } */ var x: UInt64 }\nlet s = #\"\"\"\n }\"\\(\n\"\"\"#\n",
        ]
    )
    func surroundings(text: String) throws {
        let harmless = try #require(accepted("import Catga\nstruct A: Payload { var x: UInt64 }\n"))
        #expect(accepted(text)?.text == harmless.text)
    }

    @Test("Bytes that are no UTF-8 reach no generated file")
    func invalidUTF8() {
        for place in ["A\u{7}", "x\u{7}"] {
            let text =
                "import Catga\nstruct \(place.hasPrefix("A") ? place : "A"): Payload { var \(place.hasPrefix("x") ? place : "x"): UInt64 }\n"
            let bytes = text.utf8.map { $0 == 7 ? 0xFF : $0 }
            #expect(accepted(bytes)?.text.contains("\u{FFFD}") != true)
        }
    }

    @Test("A condition over several lines, with a comment, stays a condition")
    func conditions() {
        let text = """
            import Catga
            #if (os(Linux) || // } "
                os(macOS) /* #endif
                */)
            struct A: Payload { var x: UInt64 }
            #endif

            """
        guard let generated = accepted(text) else { return }
        #expect(generated.file.findings.isEmpty)
        #expect(generated.extended == ["A"])
    }

    @Test("A file's name cannot leave the header")
    func paths() {
        let path = "a\nstruct Injected {}\r\u{202E}\u{0}.swift"
        let generated = accepted(Array("import Catga\nstruct A: Payload { var x: UInt64 }\n".utf8), path: path)
        #expect(generated?.extended == ["A"])
        #expect(generated?.file.findings.isEmpty == true)
        #expect(generated?.declarations.contains { $0.contains("Injected") } == false)
        for character: Unicode.Scalar in ["\r", "\u{202E}", "\u{0}"] {
            #expect(generated?.text.unicodeScalars.contains(character) == false, "\(character.value)")
        }
    }

    @Test("Ten thousand levels and fifty megabytes are read or refused")
    func size() {
        for opening in ["struct A { ", "[", "(", "{ ", "\"\\(", "/* ", "#if A\n", "[Int: "] {
            let deep = String(repeating: opening, count: 10_000)
            #expect(accepted("import Catga\nstruct M: Payload { var x: \(deep)Int }\n")?.extended != [])
        }
        let filler = Array("    // { \" /* nothing that counts\n    let unused = [\"}\", #\"\\(\"#]\n".utf8)
        var bytes = Array("import Catga\nstruct A: Payload { var x: UInt64 }\nfunc f() {\n".utf8)
        while bytes.count < 50_000_000 { bytes += filler }
        bytes += Array("}\nstruct B: Payload { var x: UInt64 }\n".utf8)
        #expect(accepted(bytes)?.extended == ["A", "B"])
    }
}

/// What the generator made, and what the scanner reads in it.
private struct Generated {
    let text: String
    let file: SourceFile

    /// The hand-written types that the text extends, each once.
    var extended: Set<String> {
        let names = file.types.indices.filter { file.types[$0].kind == .extension && file.types[$0].parent == nil }
            .map { file.text(file.types[$0].name) }
        return Set(names.filter { !$0.hasPrefix("Catga.") })
    }

    /// All types and functions, without their texts.
    var declarations: [String] {
        file.types.indices.map { index in
            let functions = file.types[index].functions.map { file.text($0.name) }
            return "\(file.types[index].kind) \(file.qualifiedName(of: index)) \(functions)"
        } + file.functions.map { file.text($0.name) }
    }
}

/// What is generated for a library with this one source, `nil` where a finding refuses it.
private func accepted(_ text: String) -> Generated? {
    accepted(Array(text.utf8))
}

private func accepted(_ bytes: [UInt8], path: String = "App.swift") -> Generated? {
    let file = SourceFile(path: path, bytes: bytes)
    let module = Module(name: "App", kind: .library, isInTargetPackage: true)
    let model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: [file])))
    let findings = file.findings + RuleBook.check(model)
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    guard let text = Emitter.emit(model, sources: [path]).first?.text else { return nil }
    return Generated(text: text, file: SourceFile(path: Emitter.fileName, bytes: Array(text.utf8)))
}
