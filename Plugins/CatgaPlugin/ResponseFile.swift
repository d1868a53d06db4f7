import Foundation

/// Arguments in a file instead of on the command line.
enum ResponseFile {
    /// Linux refuses command line and environment beyond 2 MB together, macOS beyond 1 MB.
    private static let commandLineBytes = 512 * 1024

    /// Moves `arguments` into the file at `url` if they might not fit on a command line.
    ///
    /// - Returns: Whether they were moved. The file is written only if its content changes, as the build system takes
    ///   a newer input for a reason to run the command.
    static func shorten(_ arguments: inout [String], into url: URL) throws -> Bool {
        let bytes = arguments.reduce(0) { $0 + $1.utf8.count + 1 }
        guard bytes > commandLineBytes else { return false }
        if let argument = arguments.first(where: { $0.contains("\n") }) { throw Misuse.lineBreak(argument) }
        let content = Data(arguments.joined(separator: "\n").utf8)
        if (try? Data(contentsOf: url)) != content { try content.write(to: url, options: .atomic) }
        arguments = ["@" + url.path(percentEncoded: false)]
        return true
    }
}
