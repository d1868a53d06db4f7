package import CatgaScanner

/// All rules, in the order of their ids.
package enum RuleBook {
    package static var all: [any Rule.Type] {
        [
            UnhandledRequestRule.self,
            DuplicateHandlerRule.self,
            UnknownMessageRule.self,
            ReplyMismatchRule.self,
            HandlerKindRule.self,
            HandlerSignatureRule.self,
            HandlerTypeRule.self,
            HandlerVisibilityRule.self,
            UnsupportedFieldRule.self,
            HiddenFieldRule.self,
            ConditionalFieldRule.self,
            UnstoredFieldRule.self,
            PayloadFormRule.self,
            GenericPayloadRule.self,
            SeveralKindsRule.self,
            FieldCountRule.self,
            InvisibleNameRule.self,
            MessageVisibilityRule.self,
            PublicInitializerRule.self,
            WireNameCollisionRule.self,
            WireNameRule.self,
            RouteKeyRule.self,
            RouteRule.self,
            UnknownRuleRule.self,
            FixedLayoutRule.self,
            LayoutRule.self,
            UnionCaseRule.self,
            UnreadableLockRule.self,
            CompatibleChangeRule.self,
            OneWayChangeRule.self,
            BreakingChangeRule.self,
            RemovedMessageRule.self,
            FormerNameRule.self,
            FormerNameCollisionRule.self,
        ]
    }

    /// Every id that a finding may have, the scanner's included.
    package static let ids: [String] = ScannerRules.all.map(\.id) + all.map { $0.id }

    /// Runs every rule; sorted by path and position, without doubles.
    package static func check(_ model: Model) -> [Finding] {
        let view = ModelView(model)
        return sorted(applySeverities(model.configuration, to: all.flatMap { $0.findings(in: view) }))
    }

    /// Drops findings whose rule is off, and gives the others their configured severity. The scanner's findings are
    /// not for the configuration to change: what cannot be read cannot be generated from.
    package static func applySeverities(_ configuration: Configuration, to findings: [Finding]) -> [Finding] {
        if configuration.severities.isEmpty { return findings }
        return findings.compactMap { finding in
            var finding = finding
            switch configuration.severities[finding.id] {
            case .off: return nil
            case .error: finding.severity = .error
            case .warning: finding.severity = .warning
            case nil: break
            }
            return finding
        }
    }

    /// By path, position, id and message.
    package static func sorted(_ findings: [Finding]) -> [Finding] {
        Array(Set(findings)).sorted { left, right in
            (left.path, left.position, left.id, left.message) < (right.path, right.position, right.id, right.message)
        }
    }

    package static func title(of id: String) -> String? {
        all.first { $0.id == id }?.title ?? ScannerRules.all.first { $0.id == id }?.title
    }

    package static func explanation(of id: String) -> String? {
        if let rule = all.first(where: { $0.id == id }) { return rule.explanation.text(id: id, title: rule.title) }
        return ScannerRules.all.first { $0.id == id }.map { $0.explanation.text(id: id, title: $0.title) }
    }
}
