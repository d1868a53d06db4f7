/// What a command takes, from which its parsing and its help page are both made.
struct CommandSpecification: Sendable {
    var name: String
    /// One line for the overview, without a full stop.
    var summary: String
    /// The command line's forms, without the program's name.
    var usage: [String]
    var options: [OptionSpecification] = []
    /// How bare arguments are called in messages; `nil` where the command takes none.
    var operandName: String?
    /// Paragraphs behind the options.
    var discussion: String = ""
}

struct OptionSpecification: Sendable {
    enum Arity: Sendable {
        case flag
        case one
        /// Takes every bare argument up to the next list.
        case list
    }

    /// With its dashes: `--module`.
    var name: String
    var arity: Arity
    var valueName: String = ""
    /// One line without a full stop.
    var summary: String
    /// The only values that are accepted; empty where any is.
    var choices: [String] = []
    /// May be given more than once.
    var repeats = false
}
