import CatgaScanner

/// Why a command cannot do what it was asked: a usage mistake, a file that cannot be read, a wrong configuration.
///
/// What is wrong with the user's Swift sources is a `Finding` instead; the two differ in the exit code.
struct Trouble: Error {
    /// The file at fault, where there is one.
    var path: String?
    var position: SourcePosition?
    /// One sentence without a final full stop: what is wrong.
    var message: String
    /// One sentence without a final full stop: what to do.
    var hint: String?

    init(_ message: String, hint: String? = nil, path: String? = nil, at position: SourcePosition? = nil) {
        self.path = path
        self.position = position
        self.message = message
        self.hint = hint
    }
}

/// What `catga-gen` leaves behind for scripts.
enum ExitCode: Int32 {
    /// Nothing to complain about; warnings may have been printed.
    case clean = 0
    /// The sources or the generated file have findings.
    case findings = 1
    /// The command could not be run as asked.
    case trouble = 2
}
