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
}

package enum RuleSeverity: String, Sendable {
    case error
    case warning
    case off
}
