/// `explain`: what a finding's id means.
enum ExplainCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "explain",
            summary: "Explains a finding by its id, or lists all of them",
            usage: ["explain [ID]"],
            operandName: "ID"
        ),
        run: run
    )

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        guard let argument = arguments.operands.first else {
            for id in Explanations.ids {
                console.output.write("\(console.output.styled(id, .bold))  \(Explanations.title(of: id))\n")
            }
            return .clean
        }
        if arguments.operands.count > 1 {
            throw Trouble("'explain' takes one id", hint: "ask for one after the other")
        }
        let id = argument.uppercased()
        guard let page = Explanations.text(of: id) else {
            let nearest = NearestName.of(id, among: Explanations.ids)
            throw Trouble(
                "no finding is called '\(argument)'",
                hint: nearest.map { "did you mean '\($0)'?" } ?? "run 'catga-gen explain' to see all ids"
            )
        }
        console.output.write(page.hasSuffix("\n") ? page : page + "\n")
        return .clean
    }
}
