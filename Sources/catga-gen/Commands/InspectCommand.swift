import CatgaModel
import CatgaScanner

/// `inspect`: what the scanner sees in files, also in ones that have nothing to do with messages.
enum InspectCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "inspect",
            summary: "Lists the type-level declarations of Swift files",
            usage: ["inspect [--format json|text] FILE…"],
            options: [
                .init(
                    name: "--format",
                    arity: .one,
                    summary: "How to print them (default: text)",
                    choices: ["json", "text"]
                )
            ],
            operandName: "FILE…"
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
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
