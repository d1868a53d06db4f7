package import CatgaScanner

/// What the rules about `catga.lock` say of a whole package at once.
package enum LockRules {
    /// Why `schema` must not take the place of what `lock` holds.
    package static func refusals(of schema: WireSchema, for lock: LockFile) -> [Finding] {
        if let fault = lock.fault { return [UnreadableLockRule.finding(fault, in: lock)] }
        let modules = Set((schema.entries + lock.schema.entries).map(\.module))
        let changes = SchemaComparison.changes(from: lock.schema, to: schema, in: modules)
        return RuleBook.sorted(changes.filter { $0.compatibility == .breaking }.map(\.finding))
    }
}

extension SchemaChange {
    fileprivate var finding: Finding {
        isRemoval
            ? RemovedMessageRule.finding(at: place, message, hint: hint)
            : BreakingChangeRule.finding(at: place, message, hint: hint)
    }
}
