import CatgaModel
import CatgaScanner

/// `lock`: writes down what the package ships, for later versions to be measured by.
enum LockCommand {
    static let fileName = "catga.lock"

    static let command = Command(
        specification: CommandSpecification(
            name: "lock",
            summary: "Writes catga.lock, the record of what was shipped",
            usage: [
                "lock [--package DIR] [--scratch-path DIR] [--accept-breaking]",
                "lock --module NAME --kind KIND --lock FILE --sources FILE… [--dependency NAME FILE…]…",
            ],
            options: [
                .init(
                    name: "--package",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Record every target of this package but its tests (default: .)"
                ),
                .init(
                    name: "--scratch-path",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Where that package is built (default: DIR/.build)"
                ),
                .init(
                    name: "--accept-breaking",
                    arity: .flag,
                    summary: "Write the file even if that forgets something that was shipped"
                ),
            ] + GenerationRequest.options(outputSummary: "Not used").filter { $0.name != "--output" },
            discussion: """
                Run it when a version is shipped, and commit the file. 'verify', and every build with the plugin, \
                measures
                later changes by it. A breaking change is refused with exit code 1, and nothing is written.
                """
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        let path: String
        let requests: [GenerationRequest]
        if arguments.has("--module") {
            path = try arguments.requiredValue(of: "--lock", example: fileName)
            requests = [try GenerationRequest(arguments)]
        } else {
            let aboutOne = GenerationRequest.options(outputSummary: "").map(\.name)
            if let option = arguments.options.first(where: { aboutOne.contains($0.name) }) {
                throw Trouble(
                    "\(option.name) is about one target",
                    hint: "name the target with --module, or leave it out"
                )
            }
            let folder = arguments.value(of: "--package") ?? "."
            let graph = try PackageGraph.read(folder: folder, buildFolder: arguments.value(of: "--scratch-path"))
            path = PackageGraph.join(folder, fileName)
            requests = graph.targets.filter { $0.target.type != "test" }.map(graph.request)
        }
        return try write(requests, to: path, isForced: arguments.has("--accept-breaking"), console: console)
    }

    private static func write(
        _ requests: [GenerationRequest],
        to path: String,
        isForced: Bool,
        console: Console
    ) throws(Trouble) -> ExitCode {
        let library = SourceLibrary()
        var models: [Model] = []
        var findings: [Finding] = []
        for request in requests {
            var request = request
            // Compared below, once for all targets, and the path may name a file that does not exist yet.
            request.lockPath = nil
            request.packageDirectory = nil
            let generation = try Generation(request, library: library)
            findings += generation.findings
            models.append(generation.model)
        }
        findings = RuleBook.sorted(findings.filter { $0.severity == .error })
        let schema = WireSchema(of: models)
        if !isForced, let bytes = try FileBytes.readIfPresent(path) {
            findings += LockRules.refusals(of: schema, for: LockFile(path: path, bytes: bytes))
        }
        guard findings.isEmpty else {
            console.report(findings)
            return .findings
        }
        guard !schema.entries.isEmpty else {
            throw Trouble("no target has a message or a payload", hint: "name the package with --package", path: path)
        }
        let isNew = try FileBytes.replace(path, with: schema.lockText)
        let count = schema.entries.count
        console.output.write("\(path): \(isNew ? "written" : "current"), \(count) type\(count == 1 ? "" : "s")\n")
        return .clean
    }
}
