package import CatgaScanner

/// A message is of one kind.
package struct SeveralKindsRule: Rule {
    package static let id = "CATGA0026"
    package static let title = "message of several kinds"
    package static let explanation = Explanation(
        what: "A type is marked with two of `Command`, `Query`, `Event` and `ReliableEvent`, perhaps by way of a "
            + "protocol of its own.",
        why: "The kind decides who handles a message, whether it is answered and what is promised about its delivery.",
        fix: "Keep one of the marks.",
        before: """
            struct OrderPlaced: Event, ReliableEvent { … }
            """,
        after: """
            struct OrderPlaced: ReliableEvent { … }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.filter { $0.markedKinds.count > 1 }.map { payload in
            let kinds = payload.markedKinds.map { "`\($0.rawValue)`" }.joined(separator: " and ")
            return finding(
                at: payload.place,
                "'\(payload.name.qualified)' is marked \(kinds), but a message has one kind",
                hint: "keep one of them; what happens both on request and as news needs two messages"
            )
        }
    }
}
