import CatgaModel

/// `inspect --wire`: bytes of the wire in words.
struct WireInspection {
    private let arguments: ParsedArguments
    private let console: Console

    init(_ arguments: ParsedArguments, _ console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func run(_ path: String) throws(Trouble) -> ExitCode {
        guard let schema = try SchemaSource.schema(arguments, console) else { return .findings }
        let type = try type(in: schema)
        let limit = WireDump.Limits.bytes
        let bytes = path == "-" ? try FileBytes.readInput(atMost: limit) : try FileBytes.read(path, atMost: limit)
        var dump = WireDump(bytes, schema: schema)
        var code = ExitCode.clean
        do throws(WireFault) {
            if let type {
                try dump.value("payload", .named(type))
                try dump.end()
            } else {
                try dump.frame()
            }
            dump.noteEnd()
        } catch {
            dump.note(error)
            code = .findings
        }
        console.output.write(dump.lines.joined(separator: "\n") + "\n")
        return code
    }

    /// The entry that `--type` names, in full or without what stands in front of its last dots.
    private func type(in schema: WireSchema) throws(Trouble) -> String? {
        guard let name = arguments.value(of: "--type") else { return nil }
        if schema[name] != nil { return name }
        let candidates = schema.entries.map(\.name).filter { $0.hasSuffix(".\(name)") }
        if candidates.count == 1 { return candidates[0] }
        if candidates.count > 1 {
            let names = candidates.prefix(3).map { "'\(Visible.text($0))'" }.joined(separator: ", ")
            throw Trouble("several types end in '\(name)'", hint: "name one of \(names)")
        }
        let nearest = NearestName.of(name, among: schema.entries.map(\.name))
        throw Trouble(
            "no message or payload is called '\(name)'",
            hint: nearest.map { "did you mean '\(Visible.text($0))'?" }
                ?? "name its sources behind the other arguments, or a catga.lock with --lock"
        )
    }
}
