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

    /// - Parameter reversesFiles: Hands the files over in another order, which must not matter.
    init(
        _ request: GenerationRequest,
        library: SourceLibrary,
        reversesFiles: Bool = false
    ) throws(Trouble) {
        var reader = ConfigurationReader()
        if let path = request.configurationPath { try reader.read(path) }
        var input = try Generation.input(of: request, library: library)
        input.configuration = reader.configuration
        input.lock = try Generation.lock(of: request)
        if reversesFiles { input.reverseFiles() }
        model = ModelBuilder.build(input)
        let modules = [input.target] + input.dependencies
        let scannerFindings = modules.flatMap { $0.files.flatMap(\.findings) }
        findings = RuleBook.sorted(reader.findings + scannerFindings + RuleBook.check(model))
        guard findings.errorCount == 0 else { return }
        let names = Generation.scannable(request.sources).map { path in
            request.packageDirectory.map { FilePath.relative(path, to: $0) } ?? path
        }
        text = Emitter.emit(model, sources: names.sorted()).first?.text
    }

    /// The file that the request names, else the package's, if there is one.
    private static func lock(of request: GenerationRequest) throws(Trouble) -> LockFile? {
        let path =
            request.lockPath
            ?? request.packageDirectory.flatMap { PackageGraph.existing(LockCommand.fileName, in: $0) }
        guard let path else { return nil }
        return LockFile(path: path, bytes: try FileBytes.read(path, atMost: LockFile.Limits.bytes))
    }

    /// The scanned sources of a target and its dependencies, without a configuration or a lock file.
    static func input(of request: GenerationRequest, library: SourceLibrary) throws(Trouble) -> ModelInput {
        let sources = scannable(request.sources)
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
            let files = try library.files(at: scannable(dependency.sources))
            dependencies.append(ModuleSources(module: module, files: files))
        }
        return ModelInput(target: target, dependencies: dependencies)
    }

    /// In an order that does not depend on how a build system lists files, without what is generated.
    private static func scannable(_ paths: [String]) -> [String] {
        Set(paths.filter(GenerationRequest.isHandWritten)).sorted()
    }
}

extension ModelInput {
    fileprivate mutating func reverseFiles() {
        target.files.reverse()
        for module in dependencies.indices { dependencies[module].files.reverse() }
    }
}
