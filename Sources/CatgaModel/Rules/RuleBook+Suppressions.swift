import CatgaScanner

extension RuleBook {
    /// Drops the findings that somebody allowed with a reason, and complains about suppressions without an effect.
    ///
    /// A suppression of a rule that is off is no mistake: another target's configuration may have it on.
    static func suppress(_ findings: [Finding], in model: Model) -> [Finding] {
        if model.suppressions.isEmpty { return findings }
        var unused: [Key: Suppression] = [:]
        for suppression in model.suppressions where SuppressionRule.fault(of: suppression) == nil {
            unused[Key(suppression)] = suppression
        }
        let allowed = Set(unused.keys)
        let left = findings.filter { finding in
            let key = Key(finding)
            unused[key] = nil
            return !allowed.contains(key)
        }
        let idle = unused.values.filter { model.configuration.severity(of: $0.id) != .off }
        return left + applySeverities(model.configuration, to: UnusedSuppressionRule.findings(leaving: Array(idle)))
    }

    private struct Key: Hashable {
        var path: String
        var line: Int
        var id: String

        init(_ suppression: Suppression) {
            path = suppression.place.path
            line = suppression.line
            id = suppression.id
        }

        init(_ finding: Finding) {
            path = finding.path
            line = finding.position.line
            id = finding.id
        }
    }
}
