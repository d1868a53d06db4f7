/// Which types may stand in for which, where the bytes stay where they are.
struct TypeComparison {
    let old: WireSchema
    let new: WireSchema
    private let known = Known()

    /// Verdicts about two names, so that each pair is looked into once however often it is met.
    private final class Known {
        var verdicts: [[String]: Compatibility] = [:]
    }

    init(old: WireSchema, new: WireSchema) {
        self.old = old
        self.new = new
    }

    func compare(_ before: SchemaType, _ after: SchemaType) -> Compatibility {
        // One name stands for one type; what changed in it is said there.
        if before == after { return .compatible }
        switch (before, after) {
        case (.scalar(let before), .scalar(let after)) where before.isSameOnWire(as: after):
            return .compatible
        case (.array(let before), .array(let after)), (.set(let before), .set(let after)):
            return compare(before, after)
        case (.array(let before), .set(let after)):
            // What is no set has an element twice.
            return compare(before, after).and(.oldReadsNew)
        case (.set(let before), .array(let after)):
            return compare(before, after).and(.newReadsOld)
        case (.dictionary(let oldKey, let oldValue), .dictionary(let newKey, let newValue)):
            return compare(oldKey, newKey).and(compare(oldValue, newValue))
        case (.optional(let before), .optional(let after)):
            return compare(before, after)
        case (_, .optional(let after)) where hasNull(before, in: old) && hasNull(after, in: new):
            return compare(before, after).and(.newReadsOld)
        case (.optional(let before), _) where hasNull(before, in: old) && hasNull(after, in: new):
            return compare(before, after).and(.oldReadsNew)
        case (.scalar(let scalar), .named(let name)) where isEnumeration(name, of: scalar, in: new):
            // New readers take only those numbers that are cases.
            return .oldReadsNew
        case (.named(let name), .scalar(let scalar)) where isEnumeration(name, of: scalar, in: old):
            return .newReadsOld
        case (.named(let before), .named(let after)):
            return compare(named: before, after)
        default:
            return .breaking
        }
    }

    /// Two names are one type if it was renamed, which it says itself, or as far as both look alike.
    private func compare(named before: String, _ after: String) -> Compatibility {
        guard let oldEntry = old[before], let newEntry = new[after] else { return .breaking }
        let isRenamed = newEntry.formerNames.contains { $0 == before || "\(newEntry.module).\($0)" == before }
        if isRenamed, new[before] == nil { return .compatible }
        if let verdict = known.verdicts[[before, after]] { return verdict }
        // A type that contains itself is as compatible as the rest of it.
        known.verdicts[[before, after]] = .compatible
        let changes = EntryComparison(old: oldEntry, new: newEntry, types: self).changes
        let verdict = changes.map(\.compatibility).reduce(Compatibility.compatible) { $0.and($1) }
        known.verdicts[[before, after]] = verdict
        return verdict
    }

    /// Its absence is a mark in the place where otherwise a count, a length or a header stands.
    private func hasNull(_ type: SchemaType, in schema: WireSchema) -> Bool {
        if case .optional = type { return false }
        return schema.fixedLayout(of: type) == nil
    }

    private func isEnumeration(_ name: String, of scalar: Scalar, in schema: WireSchema) -> Bool {
        guard case .enumeration(let raw)? = schema[name]?.form else { return false }
        return raw.isSameOnWire(as: scalar)
    }
}
