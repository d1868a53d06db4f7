import CatgaEmitter
import CatgaModel
import CatgaScanner

/// One run of the generator in memory: sources → declarations → checked model → text.
struct Generation {
    /// Of all stages, sorted by place.
    var findings: [Finding]
    var model: Model
    /// The generated file; `nil` where a finding is an error.
    var text: String?

    init(_ request: GenerationRequest, library: SourceLibrary) throws(Trouble) {
        var reader = ConfigurationReader()
        if let path = request.configurationPath { try reader.read(path) }
        let sources = Generation.scannable(request.sources)
        guard !sources.isEmpty else {
            throw Trouble(
                "module '\(request.module)' has no sources to generate from",
                hint: "name its Swift files behind --sources, or remove Catga's plugin from a target without any"
            )
        }
        let target = ModuleSources(
            module: Module(name: request.module, kind: request.kind, isInTargetPackage: true),
            files: try library.files(at: sources)
        )
        var dependencies: [ModuleSources] = []
        for dependency in request.dependencies {
            let module = Module(
                name: dependency.module,
                kind: dependency.kind,
                isInTargetPackage: dependency.isInTargetPackage
            )
            let files = try library.files(at: Generation.scannable(dependency.sources))
            dependencies.append(ModuleSources(module: module, files: files))
        }
        let lockPath =
            request.lockPath
            ?? request.packageDirectory.flatMap { PackageGraph.existing(LockCommand.fileName, in: $0) }
        model = ModelBuilder.build(
            ModelInput(
                target: target,
                dependencies: dependencies,
                configuration: reader.configuration,
                lock: try lockPath.map { path throws(Trouble) in
                    LockFile(path: path, bytes: try FileBytes.read(path, atMost: LockFile.Limits.bytes))
                }
            )
        )
        let scannerFindings = ([target] + dependencies).flatMap { $0.files.flatMap(\.findings) }
        findings = RuleBook.sorted(reader.findings + scannerFindings + RuleBook.check(model))
        guard findings.errorCount == 0 else { return }
        let names = sources.map { path in
            request.packageDirectory.map { FilePath.relative(path, to: $0) } ?? path
        }
        text = Emitter.emit(model, sources: names.sorted()).first?.text
    }

    /// In an order that does not depend on how a build system lists files, without what is generated.
    private static func scannable(_ paths: [String]) -> [String] {
        Set(paths.filter(GenerationRequest.isHandWritten)).sorted()
    }
}
