package import CatgaScanner

/// What `catga.json` may say. Every member is optional there.
package struct Configuration: Sendable {
    /// Access of the generated `registerHandlers` of a library: `public`, `package` or `internal`.
    package var access: AccessLevel?
    /// Modules the generated file imports besides those its sources import.
    package var imports: [String] = []
    /// Rule id to `error`, `warning` or `off`.
    package var severities: [String: RuleSeverity] = [:]
    /// Wire names of requests that another process handles.
    package var remote: [String] = []

    package init() {}

    /// What findings of `id` are: as configured, or by default.
    package func severity(of id: String) -> RuleSeverity {
        severities[id] ?? RuleBook.all.first { $0.id == id }?.severity ?? .error
    }

    func severity(of rule: any Rule.Type) -> RuleSeverity { severities[rule.id] ?? rule.severity }
}

package enum RuleSeverity: String, Sendable {
    case error
    case warning
    case off
}
