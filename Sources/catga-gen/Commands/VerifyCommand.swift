/// `verify`: whether what was generated is what the sources give now.
enum VerifyCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "verify",
            summary: "Checks that generated files are current and complete",
            usage: [
                "verify [--package DIR] [--scratch-path DIR]",
                "verify --module NAME --kind KIND [--output FILE] --sources FILE… [--dependency NAME FILE…]…",
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
        if arguments.has("--module") {
            let verification = try TargetVerification(
                try GenerationRequest(arguments),
                output: arguments.value(of: "--output"),
                origin: .committed,
                library: SourceLibrary()
            )
            verification.report(to: console)
            return verification.isClean ? .clean : .findings
        }
        if let option = arguments.options.first(where: { isAboutOneTarget($0.name) }) {
            throw Trouble("\(option.name) is about one target", hint: "name the target with --module, or leave it out")
        }
        let folder = arguments.value(of: "--package") ?? "."
        let buildFolder = arguments.value(of: "--scratch-path")
        let graph =
            if let file = arguments.value(of: "--graph") {
                try PackageGraph.read(file: file)
            } else {
                try PackageGraph.read(folder: folder, buildFolder: buildFolder)
            }
        return try verify(graph, buildFolder: buildFolder, console: console)
    }

    private static func isAboutOneTarget(_ name: String) -> Bool {
        GenerationRequest.options(outputSummary: "").contains { $0.name == name }
    }

    private static func verify(
        _ graph: PackageGraph,
        buildFolder: String?,
        console: Console
    ) throws(Trouble) -> ExitCode {
        let buildFolder = buildFolder ?? PackageGraph.join(graph.root.path, ".build")
        let library = SourceLibrary()
        var isClean = true
        var count = 0
        for node in graph.targets {
            let output = node.committedFile ?? graph.pluginOutput(of: node, buildFolder: buildFolder)
            if output == nil, graph.namesPlugins, !node.usesPlugin { continue }
            let verification = try TargetVerification(
                graph.request(for: node),
                output: output,
                origin: node.committedFile == nil ? .plugin : .committed,
                library: library
            )
            // A target that only sends others' messages needs no plugin, and perhaps has none.
            if output == nil, !node.usesPlugin, verification.isEmpty { continue }
            verification.report(to: console)
            isClean = isClean && verification.isClean
            count += 1
        }
        guard count > 0 else {
            throw Trouble(
                "no target has anything of Catga's to verify",
                hint: "add CatgaPlugin to the plugins of the targets that declare messages or handlers",
                path: graph.root.path
            )
        }
        return isClean ? .clean : .findings
    }
}
