package import CatgaScanner

/// A handler answers with an error where something is wrong; it does not trap.
package struct TrapRule: Rule {
    package static let id = "CATGA0084"
    package static let title = "message that may end the process"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method uses `try!`, `as!` or `fatalError()`.",
        why: "What a handler works on comes from outside. One message that meets the trap ends the process "
            + "with everything in flight, and at quality of service 1 it is delivered again to the next "
            + "process.",
        fix: "Throw an error. The caller is told, and a reliable event is redelivered or becomes a dead "
            + "letter.",
        before: """
            func handle(_ command: Parse) -> Document {
                try! Document(command.text)
            }
            """,
        after: """
            func handle(_ command: Parse) throws -> Document {
                try Document(command.text)
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .trap) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) lets one message end the process",
                "throw an error, which the caller is told of"
            )
        }
    }
}
