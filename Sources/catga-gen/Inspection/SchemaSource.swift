import CatgaModel
import CatgaScanner

/// What messages look like, by the sources that are a command's operands or by `--lock`.
enum SchemaSource {
    /// `nil` where errors were reported.
    static func schema(_ arguments: ParsedArguments, _ console: Console) throws(Trouble) -> WireSchema? {
        if let path = arguments.value(of: "--lock") {
            if let file = arguments.operands.first {
                throw Trouble("'\(file)' and --lock both say what messages look like", hint: "name one of them")
            }
            let lock = LockFile(path: path, bytes: try FileBytes.read(path, atMost: LockFile.Limits.bytes))
            if lock.fault == nil { return lock.schema }
            console.report(LockRules.refusals(of: lock.schema, for: lock))
            return nil
        }
        let files = try SourceLibrary().files(at: arguments.operands)
        let module = Module(name: "Sources", kind: .library, isInTargetPackage: true)
        let model = ModelBuilder.build(ModelInput(target: ModuleSources(module: module, files: files)))
        // What a rule refuses would be missing among the members.
        let findings = RuleBook.sorted(files.flatMap(\.findings) + RuleBook.check(model)).filter {
            $0.severity == .error
        }
        console.report(findings)
        return findings.isEmpty ? WireSchema(of: [model]) : nil
    }
}
