/// `@FILE`: arguments read from a file, one a line.
///
/// An operating system bounds the length of a command line, and a large target has more sources than fit into it.
enum ResponseFile {
    static func expand(_ arguments: [String]) throws(Trouble) -> [String] {
        var expanded: [String] = []
        for argument in arguments {
            guard argument.hasPrefix("@"), argument.utf8.count > 1 else {
                expanded.append(argument)
                continue
            }
            let path = String(argument.dropFirst())
            guard let text = String(validating: try FileBytes.read(path), as: UTF8.self) else {
                throw Trouble("is no UTF-8", hint: "write one argument a line, as UTF-8", path: path)
            }
            // Lines are taken as they are: a response file inside a response file is a file whose name starts with @.
            expanded += text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        }
        return expanded
    }
}
