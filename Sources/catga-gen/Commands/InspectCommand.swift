import CatgaModel
import CatgaScanner

/// `inspect`: what the scanner sees in files, also in ones that have nothing to do with messages.
enum InspectCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "inspect",
            summary: "Lists the type-level declarations of Swift files",
            usage: [
                "inspect [--format json|text] FILE…",
                "inspect --wire FRAME [--type NAME] [--lock FILE | FILE…]",
            ],
            options: [
                .init(
                    name: "--format",
                    arity: .one,
                    summary: "How to print them (default: text)",
                    choices: ["json", "text"]
                ),
                .init(
                    name: "--wire",
                    arity: .one,
                    valueName: "FRAME",
                    summary:
                        "Print the frame in this file, or '-', as the messages of the sources or the lock file have it"
                ),
                .init(
                    name: "--type",
                    arity: .one,
                    valueName: "NAME",
                    summary: "The bytes are a bare payload of this message or payload"
                ),
                .init(name: "--lock", arity: .one, valueName: "FILE", summary: "A catga.lock that knows the messages"),
            ],
            operandName: "FILE…",
            discussion: """
                With --wire, each line has an offset, the bytes there, a name and a value. What cannot be read is an \
                error at
                its offset, behind all that could be, and the exit code is 1.
                """
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        if let frame = arguments.value(of: "--wire") {
            return try WireInspection(arguments, console).run(frame)
        }
        if let option = ["--type", "--lock"].first(where: arguments.has) {
            throw Trouble("\(option) is about bytes", hint: "name their file with --wire FRAME")
        }
        guard !arguments.operands.isEmpty else {
            throw Trouble("'inspect' needs a file", hint: "write catga-gen inspect FILE…")
        }
        let files = try SourceLibrary().files(at: arguments.operands)
        if arguments.value(of: "--format") == "json" {
            console.output.write(InspectionJSON.document(of: files))
        } else {
            for file in files { console.output.write(InspectionText.outline(of: file, styled: console.output)) }
        }
        let findings = RuleBook.sorted(files.flatMap(\.findings))
        console.report(findings)
        return findings.errorCount == 0 ? .clean : .findings
    }
}
