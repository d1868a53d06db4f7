package import CatgaScanner

/// One thing that sources may get wrong. Its id is explicit and is never given to another rule.
package protocol Rule {
    static var id: String { get }
    /// What is wrong, in a few words.
    static var title: String { get }
    /// What findings of this rule are, unless the configuration says otherwise.
    static var severity: RuleSeverity { get }
    /// Whether `// catga:allow` may silence it. Not where generated code would then fail to compile, or to work.
    static var isSuppressible: Bool { get }
    static var explanation: Explanation { get }

    static func findings(in view: ModelView) -> [Finding]
}

extension Rule {
    package static var severity: RuleSeverity { .error }
    package static var isSuppressible: Bool { severity != .error }

    static func finding(at place: Place, _ message: String, hint: String) -> Finding {
        Finding(
            id: id,
            severity: severity == .error ? .error : .warning,
            path: place.path,
            position: place.position,
            message: message,
            hint: hint
        )
    }
}

/// What `catga-gen explain` says about an id.
package struct Explanation: Sendable {
    /// What the rule refuses.
    package var what: String
    /// Why that cannot work.
    package var why: String
    /// How to change the source.
    package var fix: String
    package var before: String
    package var after: String

    /// - Parameter remark: What applies to findings of the id besides: their severity, and how to change it.
    package func text(id: String, title: String, remark: String = "") -> String {
        """
        \(id): \(title)

        \(what)\(remark.isEmpty ? "" : "\n\n\(remark)")

        Why: \(why)

        Fix: \(fix)

        Before:

        \(Self.indented(before))

        After:

        \(Self.indented(after))

        """
    }

    private static func indented(_ code: String) -> String {
        code.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }
}
