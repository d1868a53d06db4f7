package import CatgaScanner

/// A suppression suppresses something.
package struct UnusedSuppressionRule: Rule {
    package static let id = "CATGA0071"
    package static let title = "suppression that suppresses nothing"
    package static let severity = RuleSeverity.warning
    package static let explanation = Explanation(
        what: "A `// catga:allow` comment stands where its rule finds nothing.",
        why: "What it allowed is gone, or has moved; left behind, it would silently allow the next mistake.",
        fix: "Remove the comment, or move it to the line of the finding.",
        before: """
            // catga:allow CATGA0080 the sensor needs a second of silence
            try await Task.sleep(for: .seconds(1))
            """,
        after: """
            try await Task.sleep(for: .seconds(1))
            """
    )

    /// None by itself: `RuleBook` asks `findings(leaving:)` once all other rules have spoken.
    package static func findings(in view: ModelView) -> [Finding] { [] }

    static func findings(leaving unused: [Suppression]) -> [Finding] {
        unused.map { suppression in
            finding(
                at: suppression.place,
                "there is no \(suppression.id) on line \(suppression.line) to suppress",
                hint: "remove the comment, or move it to the line of the finding"
            )
        }
    }
}
