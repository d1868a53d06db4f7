import CatgaModel
import CatgaScanner

/// Builds the model of a library `App` from one text.
func build(_ text: String, kind: Module.Kind = .library, configuration: Configuration = .init()) -> Model {
    build(files: ["App.swift": text], kind: kind, configuration: configuration)
}

/// Builds the model of `App` from several files, and of modules it depends on.
func build(
    files: [String: String],
    dependencies: [String: [String: String]] = [:],
    kind: Module.Kind = .library,
    configuration: Configuration = .init()
) -> Model {
    ModelBuilder.build(
        ModelInput(
            target: sources("App", kind, files),
            dependencies: dependencies.keys.sorted().map { sources($0, .library, dependencies[$0] ?? [:]) },
            configuration: configuration
        )
    )
}

func sources(_ name: String, _ kind: Module.Kind, _ files: [String: String]) -> ModuleSources {
    ModuleSources(
        module: Module(name: name, kind: kind, isInTargetPackage: true),
        files: files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    )
}

extension Model {
    func payload(_ name: String) -> Payload? { payloads.first { $0.name.qualified == name } }

    func handlerType(_ name: String) -> HandlerType? { handlerTypes.first { $0.name.qualified == name } }

    /// What the field `field` of the first payload travels as; `nil` where it is refused.
    func wireType(of field: String) -> WireType? { self.field(field)?.type.value }

    func field(_ name: String) -> Field? { payloads.flatMap(\.fields).first { $0.name == name } }

    /// The hint of a refused field.
    func refusal(of field: String) -> (reason: String, hint: String)? {
        guard case .refused(let reason, let hint) = self.field(field)?.type else { return nil }
        return (reason, hint)
    }
}
