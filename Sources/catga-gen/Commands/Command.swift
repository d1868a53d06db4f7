/// A command of `catga-gen`.
struct Command: Sendable {
    var specification: CommandSpecification
    var run: @Sendable (ParsedArguments, Console) throws(Trouble) -> ExitCode

    /// In the order of the overview.
    static let all = [
        GenerateCommand.command,
        VerifyCommand.command,
        LockCommand.command,
        InspectCommand.command,
        SchemaCommand.command,
        GraphCommand.command,
        InitCommand.command,
        ExplainCommand.command,
    ]

    static func named(_ name: String) -> Command? {
        all.first { $0.specification.name == name }
    }
}
