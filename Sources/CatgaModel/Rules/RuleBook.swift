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
            CoreHandlerRule.self,
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
            SuppressionRule.self,
            UnusedSuppressionRule.self,
            BlockingCallRule.self,
            BlockingReadRule.self,
            ReflectionRule.self,
            ExistentialCastRule.self,
            TrapRule.self,
            UnboundedStreamRule.self,
            SharedStateRule.self,
            UnsafeGlobalRule.self,
            EndlessLoopRule.self,
            SwallowedErrorRule.self,
            LooseTaskRule.self,
            ContradictoryQualityRule.self,
            SelfSendRule.self,
            CommandingQueryRule.self,
            SecretInEventRule.self,
            EventNameRule.self,
            CommandNameRule.self,
            UnusedPayloadRule.self,
            RemoteLocalRouteRule.self,
            EmptyHandlersRule.self,
            UnmarkedHandlerRule.self,
            UnheardEventRule.self,
            QueryWithoutReplyRule.self,
        ]
    }

    /// Every id that a finding may have, the scanner's included.
    package static let ids: [String] = ScannerRules.all.map(\.id) + all.map { $0.id }

    /// Every id that the tool may print, in order.
    package static let explainedIDs: [String] = (ids + VerificationRules.all.map(\.id)).sorted()

    /// Runs every rule; sorted by path and position, without doubles.
    package static func check(_ model: Model) -> [Finding] {
        let view = ModelView(model)
        let asked = all.filter { model.configuration.severity(of: $0) != .off }
        let findings = applySeverities(
            model.configuration, to: concurrentMap(asked) { $0.findings(in: view) }.flatMap(\.self))
        return sorted(suppress(findings, in: model))
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

    private static func remark(on rule: any Rule.Type) -> String {
        let severity =
            switch rule.severity {
            case .error: "An error by default."
            case .warning: "A warning by default."
            case .off: "Off by default; turn it on under \"severities\" in catga.json."
            }
        return rule.isSuppressible ? "\(severity) `// catga:allow \(rule.id) the reason` suppresses it." : severity
    }

    package static func title(of id: String) -> String? {
        all.first { $0.id == id }?.title ?? toolRule(id)?.title
    }

    package static func explanation(of id: String) -> String? {
        if let rule = all.first(where: { $0.id == id }) {
            return rule.explanation.text(id: id, title: rule.title, remark: remark(on: rule))
        }
        return toolRule(id).map { $0.explanation.text(id: id, title: $0.title) }
    }

    private static func toolRule(_ id: String) -> ToolRule? {
        (ScannerRules.all + VerificationRules.all).first { $0.id == id }
    }
}
