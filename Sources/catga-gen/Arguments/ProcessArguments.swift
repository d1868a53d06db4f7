/// The arguments as the operating system passed them.
enum ProcessArguments {
    /// Without the program's name.
    ///
    /// `CommandLine.arguments` repairs what is not UTF-8, so a file of that name would only be "not found"; here it is
    /// refused with the reason.
    static func read() throws(Trouble) -> [String] {
        var arguments: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let pointer = CommandLine.unsafeArgv[index] else { break }
            guard let argument = String(validatingCString: pointer) else {
                throw Trouble(
                    "argument \(index) is not valid UTF-8: '\(String(cString: pointer))'",
                    hint: "rename the file so that its path is valid UTF-8"
                )
            }
            arguments.append(argument)
        }
        return arguments
    }
}
