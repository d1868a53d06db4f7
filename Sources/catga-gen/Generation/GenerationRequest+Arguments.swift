import CatgaModel

extension GenerationRequest {
    private static let kinds = ["executable", "library", "test"]

    static func options(outputSummary: String) -> [OptionSpecification] {
        [
            .init(name: "--module", arity: .one, valueName: "NAME", summary: "The module to generate for"),
            .init(
                name: "--kind",
                arity: .one,
                summary: "What the module is, or the dependency it is written behind (default there: library)",
                choices: kinds,
                repeats: true
            ),
            .init(name: "--output", arity: .one, valueName: "FILE", summary: outputSummary),
            .init(name: "--config", arity: .one, valueName: "FILE", summary: "A catga.json"),
            .init(
                name: "--lock", arity: .one, valueName: "FILE",
                summary: "A catga.lock to compare with (default: the package directory's)"),
            .init(
                name: "--package-directory",
                arity: .one,
                valueName: "DIR",
                summary: "Name sources relative to it in the generated file"
            ),
            .init(name: "--sources", arity: .list, valueName: "FILE…", summary: "The module's hand-written sources"),
            .init(
                name: "--dependency",
                arity: .list,
                valueName: "NAME FILE…",
                summary: "A module it depends on, with that module's sources; once a module",
                repeats: true
            ),
            .init(
                name: "--other-package",
                arity: .flag,
                summary: "The dependency it is written behind belongs to another package",
                repeats: true
            ),
        ]
    }

    init(_ arguments: ParsedArguments) throws(Trouble) {
        let module = try arguments.requiredValue(of: "--module", example: "OrderApp")
        var kind: Module.Kind?
        var dependencies: [Dependency] = []
        for option in arguments.options {
            switch option.name {
            case "--dependency":
                guard let name = option.values.first else {
                    throw Trouble("--dependency needs a name", hint: "write --dependency NAME FILE…")
                }
                dependencies.append(
                    Dependency(
                        module: name,
                        kind: .library,
                        isInTargetPackage: true,
                        sources: Array(option.values.dropFirst())
                    )
                )
            case "--other-package":
                guard !dependencies.isEmpty else {
                    throw Trouble(
                        "--other-package stands in front of every --dependency",
                        hint: "write --dependency NAME --other-package FILE…"
                    )
                }
                dependencies[dependencies.count - 1].isInTargetPackage = false
            case "--kind":
                let value = option.values.first.flatMap(Module.Kind.init(rawValue:))
                if dependencies.isEmpty {
                    if kind != nil { throw Trouble("--kind is given twice", hint: "keep one of them") }
                    kind = value
                } else if let value {
                    dependencies[dependencies.count - 1].kind = value
                }
            default:
                break
            }
        }
        guard let kind else {
            throw Trouble("'\(arguments.commandName)' needs --kind", hint: "add --kind executable, library or test")
        }
        self.init(
            module: module,
            kind: kind,
            configurationPath: arguments.value(of: "--config"),
            lockPath: arguments.value(of: "--lock"),
            packageDirectory: arguments.value(of: "--package-directory"),
            sources: arguments.options.first { $0.name == "--sources" }?.values ?? [],
            dependencies: dependencies
        )
    }
}
