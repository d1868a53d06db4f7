package import CatgaScanner

/// A suppression names one rule that may be suppressed, and says why.
package struct SuppressionRule: Rule {
    package static let id = "CATGA0070"
    package static let title = "suppression without a rule or a reason"
    package static let explanation = Explanation(
        what: "A `// catga:allow` comment names no rule, or one that cannot be suppressed, or gives no reason.",
        why: "Whoever reads the line later must know what was allowed and why. A rule without which the generated code "
            + "would not compile, or would not do what it says, cannot be allowed away.",
        fix:
            "Write `// catga:allow CATGA0080 the reason`, on the line of the finding or alone on the line above it; or "
            + "mend what the rule complains about.",
        before: """
            // catga:allow CATGA0080
            Thread.sleep(forTimeInterval: 1)
            """,
        after: """
            // catga:allow CATGA0080 the sensor needs a second of silence, and nothing else runs in this process
            Thread.sleep(forTimeInterval: 1)
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        view.model.suppressions.compactMap { suppression in
            guard let (fault, hint) = fault(of: suppression) else { return nil }
            return finding(at: suppression.place, fault, hint: hint)
        }
    }

    static func fault(of suppression: Suppression) -> (fault: String, hint: String)? {
        if suppression.id.isEmpty {
            return ("this suppression names no rule", "write `// \(Suppression.marker) CATGA0080 the reason`")
        }
        guard let rule = RuleBook.all.first(where: { $0.id == suppression.id }) else {
            return (
                "this suppression names '\(suppression.id)', which is no rule about sources",
                EditDistance.nearest(to: suppression.id, among: RuleBook.all.map { $0.id })
                    .map { "did you mean '\($0)'?" } ?? "`catga-gen explain` lists all rules"
            )
        }
        if !rule.isSuppressible {
            return (
                "\(rule.id) cannot be suppressed: generated code, or what was shipped, depends on it",
                "remove the comment, and mend what \(rule.id) complains about"
            )
        }
        if suppression.reason.isEmpty {
            return ("this suppression gives no reason", "write why behind it: `// \(Suppression.marker) \(rule.id) …`")
        }
        return nil
    }
}
