package import CatgaScanner

/// The configuration only names rules that exist.
package struct UnknownRuleRule: Rule {
    package static let id = "CATGA0040"
    package static let title = "unknown rule id in the configuration"
    package static let explanation = Explanation(
        what: "`severities` in catga.json names an id that no rule has.",
        why: "A misspelled id would leave the rule that was meant as it is, and nobody would notice.",
        fix: "Correct or remove the id. `catga-gen explain` lists all of them.",
        before: """
            { "severities": { "CATGA31": "off" } }
            """,
        after: """
            { "severities": { "CATGA0031": "off" } }
            """
    )

    package static func findings(in view: ModelView) -> [Finding] {
        let known = Set(RuleBook.ids)
        let place = Place(path: "catga.json", position: SourcePosition(line: 1, column: 1))
        return view.model.configuration.severities.keys.filter { !known.contains($0) }.map { id in
            finding(
                at: place,
                "\"severities\" names '\(id)', and there is no such rule",
                hint: EditDistance.nearest(to: id, among: RuleBook.ids).map { "did you mean \"\($0)\"?" }
                    ?? "remove it; `catga-gen explain` lists all rules"
            )
        }
    }
}
