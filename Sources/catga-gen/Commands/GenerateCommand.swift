import CatgaScanner

/// `generate`: what the build plugin runs for a target.
enum GenerateCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "generate",
            summary: "Writes a target's generated file",
            usage: [
                "generate --module NAME --kind KIND --output FILE [OPTION…] --sources FILE… "
                    + "[--dependency NAME [--kind KIND] [--other-package] FILE…]…"
            ],
            options: GenerationRequest.options(outputSummary: "The file to write, only if its content changes"),
            discussion: """
                All findings are printed as path:line:column. If one is an error, nothing is written.
                A target's catga.json may hold "access", "imports", "severities" and "remote"; all are optional.
                """
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        let request = try GenerationRequest(arguments)
        let output = try arguments.requiredValue(of: "--output", example: GenerationRequest.fileName)
        let generation = try Generation(request, library: SourceLibrary())
        console.report(generation.findings)
        guard let text = generation.text else { return .findings }
        _ = try FileBytes.replace(output, with: text)
        return .clean
    }
}
