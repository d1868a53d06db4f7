/// A command line taken apart, in the order it was written in: some options speak about the one before them.
struct ParsedArguments {
    struct Occurrence: Equatable {
        var name: String
        var values: [String]
    }

    var commandName: String
    var options: [Occurrence] = []
    var operands: [String] = []

    func has(_ name: String) -> Bool {
        options.contains { $0.name == name }
    }

    /// The value of an option that takes one.
    func value(of name: String) -> String? {
        options.first { $0.name == name }?.values.first
    }

    func requiredValue(of name: String, example: String) throws(Trouble) -> String {
        if let value = value(of: name) { return value }
        throw Trouble("'\(commandName)' needs \(name)", hint: "add for example \(name) \(example)")
    }
}
