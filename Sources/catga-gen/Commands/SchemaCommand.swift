import CatgaEmitter
import CatgaModel

/// `schema`: the messages for peers in other languages.
enum SchemaCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "schema",
            summary: "Writes the messages for a peer in another language",
            usage: ["schema --format FORMAT [--namespace NAME] [--output FILE] [--lock FILE | FILE…]"],
            options: [
                .init(
                    name: "--format",
                    arity: .one,
                    summary: "JSON Schema 2020-12, C# for MemoryPack, or TypeScript",
                    choices: SchemaFormat.allCases.map(\.rawValue)
                ),
                .init(
                    name: "--namespace",
                    arity: .one,
                    valueName: "NAME",
                    summary: "Of the C# types (default: Catga.Messages)"
                ),
                .init(
                    name: "--output",
                    arity: .one,
                    valueName: "FILE",
                    summary: "The file to write, only if its content changes (default: print it)"
                ),
                .init(name: "--lock", arity: .one, valueName: "FILE", summary: "A catga.lock instead of sources"),
            ],
            operandName: "FILE…"
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        let formats = SchemaFormat.allCases.map(\.rawValue).joined(separator: ", ")
        guard let format = arguments.value(of: "--format").flatMap(SchemaFormat.init) else {
            throw Trouble("'schema' needs --format", hint: "add --format with one of \(formats)")
        }
        guard arguments.has("--lock") || !arguments.operands.isEmpty else {
            throw Trouble("'schema' needs messages", hint: "name their Swift files, or a catga.lock with --lock")
        }
        let namespace = arguments.value(of: "--namespace") ?? "Catga.Messages"
        guard isNamespace(namespace) else {
            throw Trouble(
                "'\(namespace)' is no namespace", hint: "write names of ASCII letters and digits between dots")
        }
        guard let schema = try SchemaSource.schema(arguments, console) else { return .findings }
        let text = format.text(of: schema, namespace: namespace)
        if let output = arguments.value(of: "--output") {
            _ = try FileBytes.replace(output, with: text)
        } else {
            console.output.write(text)
        }
        return .clean
    }

    private static func isNamespace(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { name in
            guard let first = name.first, first.isLetter || first == "_" else { return false }
            return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        }
    }
}
