import Foundation
import Testing
import ToolTesting

@testable import catga_gen

@Suite("catga-gen verify --objects")
struct ObjectTests {
    /// Compiles `text` as a generated file would be, and checks what came out.
    private func verify(_ text: String) async throws -> ToolRun {
        let folder = try TemporaryFolder()
        try folder.write("Catga.generated.swift", text)
        let compiler = try await ToolRun.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["swiftc", "-O", "-wmo", "-parse-as-library", "-module-name", "Shop", "-c", "Catga.generated.swift"]
                + ["-o", "Catga.generated.swift.o"],
            in: folder.url
        )
        try #require(compiler.status == 0, "\(compiler.everything)")
        return try await generator("verify", "--objects", ".", in: folder)
    }

    @Test("plain code, with arrays and dictionaries, is clean")
    func clean() async throws {
        let run = try await verify(
            """
            public struct Item { public var sku: String; public var count: Int }
            public func add(_ item: Item, to items: inout [Item], _ stock: inout [String: Int]) {
                items.append(item)
                stock[item.sku, default: 0] += item.count
            }
            """
        )
        #expect(run.status == 0, "\(run.everything)")
        #expect(run.output.contains("in 1 compiled files: none refers to reflection"))
    }

    @Test(
        "what looks types up is named by function and entry point",
        arguments: [
            (
                "public struct A { public var b = 1\npublic func trace() -> Int { Mirror(reflecting: self).children.count } }",
                "Shop.A.trace()", "reflection"
            ),
            (
                "public protocol P {}\npublic func cast(_ value: Any) -> Bool { value as? any P != nil }",
                "Shop.cast(Any)", "a dynamic cast"
            ),
            (
                "public class C {}\npublic class D: C {}\npublic final class E: D {}\npublic func down(_ value: C) -> D? { value as? D }",
                "Shop.down(Shop.C)", "a dynamic cast"
            ),
            (
                "public struct Box<T> { public var value: T }\npublic func box<T>(_ x: T) -> Any { Box(value: x) }",
                "for Shop.Box", "generic metadata made at run time"
            ),
        ]
    )
    func offences(text: String, function: String, entryPoint: String) async throws {
        let run = try await verify(text)
        #expect(run.status == 1)
        let lines = run.errors.split(separator: "\n").filter { $0.contains("error: CATGA0129: ") }
        #expect(
            lines.contains { $0.contains(function) && $0.contains("refers to \(entryPoint) ('") },
            "\(run.errors)"
        )
    }

    @Test("a folder without objects, and a file that is none, are refused")
    func refused() async throws {
        let folder = try TemporaryFolder()
        #expect(try await generator("verify", "--objects", ".", in: folder).errors.contains("holds no object file"))
        try folder.write("a.o", "\u{7F}ELF but no more")
        let broken = try await generator("verify", "--objects", "a.o", in: folder)
        #expect(broken.status == 2)
        #expect(broken.errors.contains("is no object file or program that can be read"))
        #expect(try await generator("verify", "--objects", "nowhere").errors.contains("does not exist"))
    }

    @Test("in a program CatgaCore's functions are told from all others")
    func program() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "core.swift",
            """
            public protocol P {}
            @inline(never) public func cast(_ value: Any) -> Bool { value as? any P != nil }
            @main struct Main { static func main() { print(cast(1)) } }
            """
        )
        for (module, status) in [("CatgaCore", Int32(1)), ("Shop", 0)] {
            let arguments = ["swiftc", "-O", "-parse-as-library", "-module-name", module, "core.swift", "-o", module]
            let compiler = try await ToolRun.run(URL(fileURLWithPath: "/usr/bin/env"), arguments, in: folder.url)
            try #require(compiler.status == 0, "\(compiler.everything)")
            let run = try await generator("verify", "--objects", module, in: folder)
            #expect(run.status == status, "\(run.everything)")
            #expect(
                run.errors.contains("'CatgaCore.cast(Any) -> Swift.Bool' refers to a dynamic cast") == (status == 1))
        }
    }

    @Test("lines of a disassembly are taken apart")
    func lines() {
        #expect(Disassembly.header("00000000000062d0 <$s4Shop1AV>:") == "$s4Shop1AV")
        #expect(Disassembly.header("    62d0: callq 0x1 <a>") == nil)
        #expect(Disassembly.relocation("\t\t0000000063d9:  R_X86_64_PLT32\tswift_retain-0x4") == "swift_retain")
        #expect(Disassembly.relocation("\t\t0000000063d9:  R_AARCH64_CALL26\tswift_retain") == "swift_retain")
        #expect(Disassembly.target("  14650: movq 0x9(%rip), %rax  # 0xab8b8 <$s1AWL>") == "$s1AWL")
        #expect(Disassembly.target("  14650: callq 0x9 <swift_retain@plt>") == "swift_retain")
        let size = Disassembly.size("0000000000014640 l     F .text\t000000000000000e .hidden $s1A")
        #expect(size?.name == "$s1A" && size?.bytes == 14)
        #expect(Disassembly.relocation("    637a:      \tmovq\t0x8(%r14), %rax") == nil)
    }
}
