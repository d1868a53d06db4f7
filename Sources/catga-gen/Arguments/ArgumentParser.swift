/// Takes a command line apart by a command's specification.
struct ArgumentParser {
    private let specification: CommandSpecification

    init(_ specification: CommandSpecification) {
        self.specification = specification
    }

    static func asksForHelp(_ arguments: [String]) -> Bool {
        let options = arguments.prefix { $0 != "--" }
        return options.contains("--help") || options.contains("-h")
    }

    func parse(_ arguments: [String]) throws(Trouble) -> ParsedArguments {
        var parsed = ParsedArguments(commandName: specification.name)
        // Where bare arguments go: the last list option, or the operands before any.
        var openList: Int?
        var index = 0
        var optionsEnded = false
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            if argument == "--", !optionsEnded {
                optionsEnded = true
            } else if argument.hasPrefix("-"), argument.count > 1, !optionsEnded {
                let (name, attached) = split(argument)
                let option = try option(named: name)
                try refuseRepetition(of: option, in: parsed)
                var values: [String] = []
                switch option.arity {
                case .flag:
                    if attached != nil { throw Trouble("\(name) takes no value", hint: "write \(name) alone") }
                case .one:
                    if let attached {
                        values = [attached]
                    } else if index < arguments.count, !looksLikeOption(arguments[index]) {
                        values = [arguments[index]]
                        index += 1
                    } else {
                        throw Trouble("\(name) needs a value", hint: "write \(name) \(option.valueName)")
                    }
                    try refuseUnknownChoice(values, for: option)
                case .list:
                    if let attached { values = [attached] }
                    openList = parsed.options.count
                }
                parsed.options.append(.init(name: name, values: values))
            } else if let openList {
                parsed.options[openList].values.append(argument)
            } else {
                parsed.operands.append(argument)
            }
        }
        try refuseStrayOperands(parsed)
        return parsed
    }

    private func looksLikeOption(_ argument: String) -> Bool {
        argument.hasPrefix("--")
    }

    private func split(_ argument: String) -> (name: String, value: String?) {
        guard let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
        return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }

    private func option(named name: String) throws(Trouble) -> OptionSpecification {
        if let option = specification.options.first(where: { $0.name == name }) { return option }
        let nearest = NearestName.of(name, among: specification.options.map(\.name) + ["--help"])
        throw Trouble(
            "unknown option '\(name)'",
            hint: nearest.map { "did you mean '\($0)'?" }
                ?? "run 'catga-gen \(specification.name) --help' to see the options"
        )
    }

    private func refuseRepetition(of option: OptionSpecification, in parsed: ParsedArguments) throws(Trouble) {
        guard !option.repeats, parsed.has(option.name) else { return }
        throw Trouble("\(option.name) is given twice", hint: "keep one of them")
    }

    private func refuseUnknownChoice(_ values: [String], for option: OptionSpecification) throws(Trouble) {
        guard let value = values.first, !option.choices.isEmpty, !option.choices.contains(value) else { return }
        let nearest = NearestName.of(value, among: option.choices).map { "; did you mean '\($0)'?" } ?? ""
        throw Trouble(
            "\(option.name) cannot be '\(value)'",
            hint: "use one of \(option.choices.joined(separator: ", "))\(nearest)"
        )
    }

    private func refuseStrayOperands(_ parsed: ParsedArguments) throws(Trouble) {
        guard specification.operandName == nil, let stray = parsed.operands.first else { return }
        throw Trouble(
            "unexpected argument '\(stray)'",
            hint: "run 'catga-gen \(specification.name) --help' to see what the command takes"
        )
    }
}
