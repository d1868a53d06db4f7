/// Help pages, made from the specifications that the parser uses, so that they cannot disagree.
enum HelpText {
    static func overview(styled channel: OutputChannel) -> String {
        var text = """
            catga-gen \(Version.current): writes the wiring of a Catga target, and checks it.

            \(channel.styled("USAGE", .bold))
              catga-gen COMMAND [OPTION…]

            \(channel.styled("COMMANDS", .bold))

            """
        let width = Command.all.map(\.specification.name.count).max() ?? 0
        for command in Command.all {
            text += "  \(padded(command.specification.name, to: width))  \(command.specification.summary)\n"
        }
        text += """

            \(channel.styled("OPTIONS", .bold))
              --help     Print this page, or a command's: catga-gen COMMAND --help
              --version  Print the version
              @FILE      Take further arguments from FILE, one a line

            \(channel.styled("EXIT CODES", .bold))
              0 clean · 1 findings · 2 the command could not be run as asked

            """
        return text
    }

    static func page(for specification: CommandSpecification, styled channel: OutputChannel) -> String {
        var text = "catga-gen \(specification.name): \(specification.summary)\n\n"
        text += channel.styled("USAGE", .bold) + "\n"
        for form in specification.usage { text += "  catga-gen \(form)\n" }
        text += "\n" + channel.styled("OPTIONS", .bold) + "\n"
        let rows = specification.options.map { (head(of: $0), $0.summary) } + [("--help", "Print this page")]
        let width = rows.map(\.0.count).max() ?? 0
        for (head, summary) in rows { text += "  \(padded(head, to: width))  \(summary)\n" }
        if !specification.discussion.isEmpty { text += "\n\(specification.discussion)\n" }
        return text
    }

    private static func head(of option: OptionSpecification) -> String {
        switch option.arity {
        case .flag: option.name
        case .one: "\(option.name) \(option.choices.isEmpty ? option.valueName : option.choices.joined(separator: "|"))"
        case .list: "\(option.name) \(option.valueName)"
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
