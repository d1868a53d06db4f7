/// One thing the generator has to say about a user's source, at the place where it was written.
///
/// Every stage reports through this type, and `catga-gen` prints it in the compiler's own form
/// (`path:line:column: error: CATGA0001: message`), so that editors and CI jump to the line.
package struct Finding: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    /// The rule's stable id, `CATGA0001`; explained by `catga-gen explain`.
    package var id: String
    package var severity: Severity
    /// The file as it was named on the command line.
    package var path: String
    package var position: SourcePosition
    /// One sentence without a final full stop: what is wrong.
    package var message: String
    /// One sentence, or lines ready to paste: what to do.
    package var hint: String?

    package init(
        id: String,
        severity: Severity = .error,
        path: String,
        position: SourcePosition,
        message: String,
        hint: String? = nil
    ) {
        self.id = id
        self.severity = severity
        self.path = path
        self.position = position
        self.message = message
        self.hint = hint
    }
}

/// A place in a source file as compilers count: both numbers start at 1, columns count UTF-8 bytes.
package struct SourcePosition: Hashable, Comparable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
