/// What changed between a lock file and the sources.
package enum SchemaComparison {
    /// - Parameters:
    ///   - old: What was shipped.
    ///   - new: What the sources say, with everything that their messages reach.
    ///   - modules: Those to speak about; a lock file holds a whole package, a build sees one target.
    package static func changes(from old: WireSchema, to new: WireSchema, in modules: Set<String>) -> [SchemaChange] {
        let types = TypeComparison(old: old, new: new)
        var matched: Set<String> = []
        var changes: [SchemaChange] = []
        for entry in new.entries {
            let shipped = old.entry(of: entry, in: new)
            if let shipped { matched.insert(shipped.name) }
            guard modules.contains(entry.module) else { continue }
            if let shipped {
                changes += EntryComparison(old: shipped, new: entry, types: types).changes
            } else {
                changes.append(addition(of: entry))
            }
        }
        for entry in old.entries where modules.contains(entry.module) && !matched.contains(entry.name) {
            changes.append(removal(of: entry))
        }
        return changes
    }

    private static func addition(of entry: SchemaEntry) -> SchemaChange {
        SchemaChange(
            name: entry.name, compatibility: .compatible, place: entry.place,
            message: "the \(entry.kind.word) '\(entry.name)' is new; compatible: no old node knows it",
            hint: Compatibility.compatible.hint(nil)
        )
    }

    private static func removal(of entry: SchemaEntry) -> SchemaChange {
        // What used the payload says for itself what became of its member.
        let compatibility: Compatibility = entry.kind.isMessage ? .breaking : .compatible
        let what = "the \(entry.kind.word) '\(entry.name)' was shipped and is gone"
        return SchemaChange(
            name: entry.name, compatibility: compatibility, isRemoval: true, place: entry.place,
            message: visible("\(what); \(compatibility.words)"),
            hint: visible(
                compatibility.hint(
                    "if it was renamed, write `static let formerWireNames = [\"\(entry.name)\"]` in the type; if no "
                        + "node "
                        + "sends it any more, run 'catga-gen lock --accept-breaking'"
                )
            )
        )
    }
}

extension WireSchema {
    /// The entry that an entry of the sources was shipped as.
    fileprivate func entry(of entry: SchemaEntry, in new: WireSchema) -> SchemaEntry? {
        if let exact = self[entry.name], exact.module == entry.module { return exact }
        if let exact = self["\(entry.name)@\(entry.module)"] ?? self[entry.name] { return exact }
        return entry.formerNames.lazy.compactMap { former -> SchemaEntry? in
            // A payload's former name may lack its module.
            let names = [former, "\(entry.module).\(former)"]
            return names.lazy.filter { new[$0] == nil }.compactMap { self[$0] }.first
        }.first
    }
}
