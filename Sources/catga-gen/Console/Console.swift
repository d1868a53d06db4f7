import CatgaScanner
import Foundation

/// Where results (standard output) and complaints (standard error) go.
final class Console {
    let output: OutputChannel
    let errors: OutputChannel

    /// The process's own streams, with colour where a person looks at them.
    convenience init() {
        let environment = ProcessInfo.processInfo.environment
        let wantsColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        self.init(
            output: OutputChannel(descriptor: STDOUT_FILENO, isStyled: wantsColor && isatty(STDOUT_FILENO) == 1),
            errors: OutputChannel(descriptor: STDERR_FILENO, isStyled: wantsColor && isatty(STDERR_FILENO) == 1)
        )
    }

    init(output: OutputChannel, errors: OutputChannel) {
        self.output = output
        self.errors = errors
    }

    /// Once, before any file is opened.
    static func prepareProcess() {
        // A reader that went away is seen as EPIPE, not as a signal that ends the process half-way.
        signal(SIGPIPE, SIG_IGN)
        // A stream closed by the caller must not be given to the next file that is opened: what is meant for the
        // terminal would be written into it.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// `path:1:2: error: message`, and the hint as a note.
    func report(_ trouble: Trouble) {
        let place = Console.place(path: trouble.path, position: trouble.position)
        errors.write("\(place)\(errors.styled("error:", .boldRed)) \(trouble.message)\n")
        if let hint = trouble.hint { errors.write("\(place)\(errors.styled("note:", .cyan)) \(hint)\n") }
    }

    private static func place(path: String?, position: SourcePosition?) -> String {
        guard let path else { return "catga-gen: " }
        guard let position else { return "\(path): " }
        return "\(path):\(position.line):\(position.column): "
    }
}
