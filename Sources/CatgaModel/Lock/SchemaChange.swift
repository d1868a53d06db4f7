/// Who can still talk to whom after a change. "Old" is what the lock file holds, "new" what the sources say.
package enum Compatibility: String, Sendable {
    /// Old and new read each other's bytes.
    case compatible
    /// New reads what old wrote, old refuses what new writes: update every reader before any writer.
    case newReadsOld
    /// Old reads what new writes, new refuses what old wrote: update every writer before any reader.
    case oldReadsNew
    case breaking

    init(newReadsOld: Bool, oldReadsNew: Bool) {
        self =
            switch (newReadsOld, oldReadsNew) {
            case (true, true): .compatible
            case (true, false): .newReadsOld
            case (false, true): .oldReadsNew
            case (false, false): .breaking
            }
    }

    var newReadsOld: Bool { self == .compatible || self == .newReadsOld }
    var oldReadsNew: Bool { self == .compatible || self == .oldReadsNew }

    /// What remains possible after both changes.
    package func and(_ other: Compatibility) -> Compatibility {
        Compatibility(
            newReadsOld: newReadsOld && other.newReadsOld,
            oldReadsNew: oldReadsNew && other.oldReadsNew
        )
    }
}

/// One difference between what was shipped and what the sources say.
package struct SchemaChange: Sendable {
    /// The entry's name now, or in the lock file where it is gone.
    package var name: String
    package var compatibility: Compatibility
    /// The entry is gone.
    package var isRemoval = false
    package var place: Place
    /// One sentence without a final full stop: what changed, and what follows.
    package var message: String
    /// One sentence: what to do.
    package var hint: String
}

/// Two forms of one type side by side, while their differences are collected.
struct EntryComparison {
    let old: SchemaEntry
    let new: SchemaEntry
    let types: TypeComparison
    private(set) var changes: [SchemaChange] = []

    init(old: SchemaEntry, new: SchemaEntry, types: TypeComparison) {
        self.old = old
        self.new = new
        self.types = types
        compare()
    }

    /// - Parameter what: Begins with what the sentence is about and ends without a full stop.
    mutating func note(_ compatibility: Compatibility, at place: Place, _ what: String, instead: String? = nil) {
        changes.append(
            SchemaChange(
                name: new.name,
                compatibility: compatibility,
                place: place,
                message: visible("\(what); \(compatibility.words)"),
                hint: visible(compatibility.hint(instead))
            )
        )
    }

    private mutating func compare() {
        // A lock file of several modules tells apart what one module alone need not.
        if old.name != new.name, old.name != "\(new.name)@\(new.module)" { compareNames() }
        for former in old.formerNames where !new.formerNames.contains(former) && former != new.name {
            note(
                .breaking, at: new.place,
                "'\(new.name)' is no longer accepted under its former name '\(former)', which was shipped",
                instead: "add \"\(former)\" to `formerWireNames` again"
            )
        }
        guard old.kind == new.kind else {
            return note(
                old.kind.isMessage || new.kind.isMessage ? .breaking : .compatible, at: new.place,
                "'\(new.name)' was a \(old.kind.word) and is a \(new.kind.word)",
                instead: "declare a new message, and keep this one as long as older nodes send it"
            )
        }
        compareReplies()
        switch (old.form, new.form) {
        case (.object(let before), .object(let after)) where before == after: compareMembers(before)
        case (.union, .union): compareUnion()
        case (.enumeration(let before), .enumeration(let after)) where before.isSameOnWire(as: after):
            compareNumbers()
        default:
            note(
                .breaking, at: new.place,
                "'\(new.name)' was \(old.formInWords) and is \(new.formInWords), which lie differently on the wire",
                instead: "declare a new type, and keep this one as it was shipped"
            )
        }
    }

    private mutating func compareNames() {
        if new.kind.isMessage {
            note(
                .newReadsOld, at: new.place,
                "'\(old.name)' was renamed to '\(new.name)' and is accepted under both names")
        } else {
            note(
                .compatible, at: new.place, "'\(old.name)' was renamed to '\(new.name)', and no payload's name travels")
        }
    }

    private mutating func compareReplies() {
        let before = old.reply?.lockText ?? "Void"
        let after = new.reply?.lockText ?? "Void"
        guard before != after else { return }
        var compatibility = Compatibility.breaking
        if let oldReply = old.reply, let newReply = new.reply { compatibility = types.compare(oldReply, newReply) }
        note(
            compatibility, at: new.place, "the reply of '\(new.name)' was '\(before)' and is '\(after)'",
            instead: "keep the reply, or declare a new request"
        )
    }
}

extension Compatibility {
    /// The second half of a sentence.
    var words: String {
        switch self {
        case .compatible: "compatible: old and new nodes read each other"
        case .newReadsOld:
            "compatible one way: new nodes read what old ones wrote, old nodes refuse what new ones write"
        case .oldReadsNew:
            "compatible one way: old nodes read what new ones write, new nodes refuse what old ones wrote"
        case .breaking: "breaking: old and new nodes do not understand each other"
        }
    }

    func hint(_ instead: String?) -> String {
        switch self {
        case .compatible: "run 'catga-gen lock' when this version is shipped"
        case .newReadsOld: "update all nodes that read it before any that writes it, then run 'catga-gen lock'"
        case .oldReadsNew:
            "update all nodes that write it before any that reads it, and keep no old bytes; then run 'catga-gen lock'"
        case .breaking: instead ?? "restore it as it was shipped"
        }
    }
}

extension SchemaEntry {
    var formInWords: String {
        switch form {
        case .object(let layout): "a struct with the layout `\(layout.rawValue)`"
        case .union: "an enum with associated values"
        case .enumeration(let scalar): "an enum of `\(scalar.rawValue)`"
        }
    }
}

extension Scalar {
    /// `Int` is 64 bits wide on the wire everywhere.
    func isSameOnWire(as other: Scalar) -> Bool {
        func plain(_ scalar: Scalar) -> Scalar {
            switch scalar {
            case .int: .int64
            case .uint: .uint64
            default: scalar
            }
        }
        return plain(self) == plain(other)
    }
}
