package import CatgaScanner

/// A handler does not ask at run time whether a value conforms to a protocol.
package struct ExistentialCastRule: Rule {
    package static let id = "CATGA0083"
    package static let title = "cast to a protocol in a handler"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A handler method casts with `as? any P`, `as! any P` or `is any P`.",
        why: "Such a cast searches the conformances of the whole program: slow at first use, and impossible in "
            + "Embedded Swift. The compiler knew the type before it was thrown away.",
        fix: "Keep the type: store the concrete type, use a generic helper, or an enum of the cases that "
            + "exist.",
        before: """
            func handle(_ command: Charge) throws {
                if let refundable = gateway as? any Refundable { … }
            }
            """,
        after: """
            struct ChargeHandlers: Handlers {
                let gateway: any Gateway & Refundable
            }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        bodyFindings(in: view, of: .existentialCast) { handler, fact in
            (
                "'\(fact.text)' in \(handler.described) searches all conformances of the program at run time",
                "keep the concrete type, or use an enum of the cases that exist"
            )
        }
    }
}
