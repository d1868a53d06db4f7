import Foundation

/// The functions of an object file or a program, and what each refers to, as the toolchain's `llvm-objdump` prints it.
enum Disassembly {
    /// - Parameter isLinked: It is a program, whose references stand in the instructions and not in relocations.
    static func functions(of path: String, isLinked: Bool) throws(Trouble) -> [CompiledFunction] {
        var functions: [CompiledFunction] = []
        // The linker drops the names of doubled helpers but not always their code, so a function ends where it says.
        var sizes: [Substring: Int] = [:]
        var end = 0
        try lines(of: path) { line in
            if let name = header(line) {
                functions.append(CompiledFunction(name: name))
                end = address(line).flatMap { start in sizes[name].map { start + $0 } } ?? Int.max
            } else if !isLinked {
                if let symbol = relocation(line), !functions.isEmpty {
                    functions[functions.count - 1].refer(to: symbol)
                }
            } else if let symbol = size(line) {
                sizes[symbol.name] = symbol.bytes
            } else if let symbol = target(line), let address = address(line), address < end, !functions.isEmpty {
                functions[functions.count - 1].refer(to: symbol)
            }
        }
        return functions
    }

    /// `0000000000014640 l     F .text\t000000000000000e .hidden name`
    static func size(_ line: Substring) -> (name: Substring, bytes: Int)? {
        guard let tab = line.firstIndex(of: "\t"), line[..<tab].contains(" F ") else { return nil }
        let words = line[line.index(after: tab)...].split(separator: " ")
        guard words.count > 1, let name = words.last, let bytes = Int(words[0], radix: 16) else { return nil }
        return (name, bytes)
    }

    /// The number in front of a line.
    private static func address(_ line: Substring) -> Int? {
        Int(line.drop { $0 == " " }.prefix { $0.isHexDigit }, radix: 16)
    }

    /// `callq 0x1040 <name@plt>`, `leaq 0x20(%rip), %rdi  # 0x4000 <name>`
    static func target(_ line: Substring) -> Substring? {
        guard line.utf8.last == UInt8(ascii: ">"), let open = line.lastIndex(of: "<") else { return nil }
        return withoutOffset(line[line.index(after: open)...].dropLast())
    }

    /// `0000000000000010 <name>:`
    static func header(_ line: Substring) -> Substring? {
        guard line.hasSuffix(">:"), line.first?.isHexDigit == true, let open = line.firstIndex(of: "<") else {
            return nil
        }
        return line[line.index(after: open)...].dropLast(2)
    }

    /// `\t\t0000000000000015:  R_X86_64_PLT32\tname-0x4`
    static func relocation(_ line: Substring) -> Substring? {
        guard line.utf8.contains(where: { $0 == UInt8(ascii: "R") }), let mark = line.firstRange(of: ":  R_"),
            let tab = line[mark.upperBound...].firstIndex(of: "\t")
        else { return nil }
        return withoutOffset(line[line.index(after: tab)...])
    }

    private static func withoutOffset(_ symbol: Substring) -> Substring {
        let name = symbol.prefix { $0 != "@" }
        guard let offset = name.firstRange(of: "+0x") ?? name.firstRange(of: "-0x") else { return name }
        return name[..<offset.lowerBound]
    }

    private static func lines(of path: String, _ visit: (Substring) -> Void) throws(Trouble) {
        let process = Process()
        process.executableURL = try tool()
        // A name that begins with `-` or `@` would mean something else to it.
        let file = path.hasPrefix("/") ? path : "./\(path)"
        process.arguments = ["--syms", "--disassemble", "--reloc", "--no-show-raw-insn", file]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw Trouble("llvm-objdump cannot be started: \(error)") }
        var rest: [UInt8] = []
        while true {
            let chunk = pipe.fileHandleForReading.availableData
            if chunk.isEmpty { break }
            rest += chunk
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            let text = String(decoding: rest[..<end], as: UTF8.self)
            for line in text.split(separator: "\n") { visit(line) }
            rest.removeSubrange(...end)
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Trouble("is no object file or program that can be read", hint: "name a .o file", path: path)
        }
    }

    /// Beside `swift`, as a toolchain's tools stand together; or wherever the system has it.
    private static func tool() throws(Trouble) -> URL {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            let compiler = URL(fileURLWithPath: folder).appending(path: "swift").resolvingSymlinksInPath()
            for candidate in [compiler.deletingLastPathComponent(), URL(fileURLWithPath: folder)] {
                let tool = candidate.appending(path: "llvm-objdump")
                if FileManager.default.isExecutableFile(atPath: tool.path(percentEncoded: false)) { return tool }
            }
        }
        throw Trouble("there is no llvm-objdump", hint: "put a Swift toolchain, which has one, in the PATH")
    }
}
