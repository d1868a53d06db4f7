import CatgaModel

/// `graph`: a picture of who sends, handles and publishes what.
enum GraphCommand {
    private enum Format: String, CaseIterable {
        case mermaid
        case dot
        case svg
    }

    static let command = Command(
        specification: CommandSpecification(
            name: "graph",
            summary: "Draws who sends, handles and publishes what",
            usage: [
                "graph [--format mermaid|dot|svg] [--package DIR] [--scratch-path DIR]",
                "graph [--format FORMAT] --module NAME --kind KIND --sources FILE… [--dependency NAME FILE…]…",
            ],
            options: [
                .init(
                    name: "--format",
                    arity: .one,
                    summary: "How to draw (default: mermaid)",
                    choices: Format.allCases.map(\.rawValue)
                ),
                .init(
                    name: "--package",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Draw every target of this package that uses Catga, but for tests (default: .)"
                ),
                .init(
                    name: "--scratch-path",
                    arity: .one,
                    valueName: "DIR",
                    summary: "Where that package is built (default: DIR/.build)"
                ),
            ]
                + GenerationRequest.options(outputSummary: "The file to write instead of standard output")
                .filter { $0.name != "--lock" && $0.name != "--config" },
            discussion: """
                Handlers are those that the generator wires. Senders are found in the sources by `.send(X(…))`, \
                `.publish(X(…))`, `.sendAll([X(…)])` and `.publishAll(all.map { X(…) })`;
                what is sent by other means is not drawn.
                """
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        let library = SourceLibrary()
        var graph: MessageGraph?
        for request in try requests(arguments) {
            let part = MessageGraph(try Generation.input(of: request, library: library))
            if graph == nil { graph = part } else { graph?.merge(part) }
        }
        guard let graph, !graph.messages.isEmpty else {
            throw Trouble("there is no message to draw", hint: "name a package or a target that declares messages")
        }
        let text =
            switch arguments.value(of: "--format").flatMap(Format.init) ?? .mermaid {
            case .mermaid: GraphText.mermaid(graph)
            case .dot: GraphText.dot(graph)
            case .svg: GraphPicture(graph).svg()
            }
        if let output = arguments.value(of: "--output") {
            _ = try FileBytes.replace(output, with: text)
        } else {
            console.output.write(text)
        }
        return .clean
    }

    private static func requests(_ arguments: ParsedArguments) throws(Trouble) -> [GenerationRequest] {
        if arguments.has("--module") { return [try GenerationRequest(arguments)] }
        let graph = try PackageGraph.read(
            folder: arguments.value(of: "--package") ?? ".",
            buildFolder: arguments.value(of: "--scratch-path")
        )
        return graph.targets.filter { $0.target.type != "test" }.map(graph.request)
    }
}
