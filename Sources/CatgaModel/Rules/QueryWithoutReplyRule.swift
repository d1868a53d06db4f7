package import CatgaScanner

/// A query has a reply.
package struct QueryWithoutReplyRule: Rule {
    package static let id = "CATGA0125"
    package static let title = "query without a reply"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A query declares no `Reply`, or `Void`.",
        why: "A query reads something for somebody. Without a reply there is nothing to read, and if its "
            + "handler changes something, it must not be asked again freely as queries are.",
        fix: "Declare `typealias Reply`, or make it a `Command`.",
        before: """
            struct RefreshCache: Query {}
            """,
        after: """
            struct RefreshCache: Command {}
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.targetPayloads.compactMap { query in
            guard query.kind == .query, case .void = query.reply else { return nil }
            return finding(
                at: query.place,
                "the query '\(query.name.qualified)' has no reply",
                hint: "declare `typealias Reply = …`, or make it a `Command`"
            )
        }
    }
}
