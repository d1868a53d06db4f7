/// `verify`: whether what was generated is what the sources give now.
enum VerifyCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "verify",
            summary: "Checks that generated files are current and complete",
            usage: [
                "verify [--package DIR] [--scratch-path DIR]",
                "verify --module NAME --kind KIND [--output FILE] --sources FILE… [--dependency NAME FILE…]…",
                "verify --objects PATH",
            ],
            options: [
                .init(
                    name: "--package",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Verify every target of this package that uses Catga (default: .)"
                ),
                .init(
                    name: "--scratch-path",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Where that package is built (default: DIR/.build)"
                ),
                .init(
                    name: "--graph",
                    arity: .one,
                    valueName: "FILE",
                    summary: "Verify the packages described in FILE; used by 'swift package catga-verify'"
                ),
                .init(
                    name: "--format",
                    arity: .one,
                    summary: "How to print the result (default: text)",
                    choices: VerificationReport.Format.allCases.map(\.rawValue)
                ),
                .init(name: "--strict", arity: .flag, summary: "Warnings fail as well"),
                .init(name: "--diff", arity: .flag, summary: "Print the whole of each difference"),
                .init(
                    name: "--objects",
                    arity: .one,
                    valueName: "PATH",
                    summary: "Check compiled code instead: a release build's folder, an object file, or a program"
                ),
            ] + GenerationRequest.options(outputSummary: "The generated file to compare with"),
            discussion: """
                A target with a committed Catga.generated.swift is compared with that file, another one with what the \
                plugin
                left in the build folder. Where there is neither, the rules are checked in memory.
                Exit code 0: all current. 1: findings, printed with a difference. 2: could not be checked.
                """
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        var report = VerificationReport()
        if let path = arguments.value(of: "--objects") {
            if let other = arguments.options.first(where: { $0.name == "--package" || isAboutOneTarget($0.name) }) {
                throw Trouble("--objects and \(other.name) ask for different things", hint: "run 'verify' twice")
            }
            try report.verify(objects: path)
        } else if arguments.has("--module") {
            try report.verify(
                try GenerationRequest(arguments),
                output: arguments.value(of: "--output"),
                origin: .committed
            )
        } else if let option = arguments.options.first(where: { isAboutOneTarget($0.name) }) {
            throw Trouble("\(option.name) is about one target", hint: "name the target with --module, or leave it out")
        } else {
            let buildFolder = arguments.value(of: "--scratch-path")
            let graph =
                if let file = arguments.value(of: "--graph") {
                    try PackageGraph.read(file: file)
                } else {
                    try PackageGraph.read(folder: arguments.value(of: "--package") ?? ".", buildFolder: buildFolder)
                }
            try report.verify(graph, buildFolder: buildFolder)
        }
        let format = arguments.value(of: "--format").flatMap(VerificationReport.Format.init) ?? .text
        report.write(to: console, as: format, wholeDifferences: arguments.has("--diff"))
        return report.isClean(strict: arguments.has("--strict")) ? .clean : .findings
    }

    private static func isAboutOneTarget(_ name: String) -> Bool {
        GenerationRequest.options(outputSummary: "").contains { $0.name == name }
    }
}
