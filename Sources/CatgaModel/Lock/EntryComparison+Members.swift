extension EntryComparison {
    // MARK: - Structs

    mutating func compareMembers(_ layout: LayoutDeclaration.Layout) {
        let slip = Slip(old.members.map(\.name), new.members.map(\.name))
        for position in 0..<slip.agreeing {
            compareMember(old.members[position], new.members[position], of: new.name)
        }
        if let what = slip.words(of: new.name, "member") {
            let place = slip.newPosition.map { new.members[$0].place } ?? new.place
            return note(
                .breaking, at: place, "\(what), and members are told apart by their places alone",
                instead: "put new members at the end, and leave the others where they were shipped"
            )
        }
        for member in new.members.dropFirst(slip.agreeing) { noteAppended(member, layout) }
        for member in old.members.dropFirst(slip.agreeing) { noteRemoved(member, layout) }
    }

    private mutating func compareMember(_ before: SchemaMember, _ after: SchemaMember, of owner: String) {
        let name = after.name.isEmpty ? "a value of '\(owner)'" : "'\(owner).\(after.name)'"
        if before.type != after.type {
            note(
                types.compare(before.type, after.type), at: after.place,
                "\(name) was '\(before.type.lockText)' and is '\(after.type.lockText)'",
                instead: "keep the type, and append a new member with a default value"
            )
        }
        if before.name != after.name, !before.name.isEmpty, !after.name.isEmpty {
            note(.compatible, at: after.place, "\(name) was '\(before.name)', and no member's name travels")
        }
        if before.hasDefault, !after.hasDefault, before.type == after.type {
            note(
                .oldReadsNew, at: after.place,
                "\(name) lost its default value, which bytes from before it was there need"
            )
        }
    }

    private mutating func noteAppended(_ member: SchemaMember, _ layout: LayoutDeclaration.Layout) {
        let newReadsOld = member.hasDefault && layout != .fixed
        let oldReadsNew = layout == .versionTolerant
        var what = "'\(new.name).\(member.name)' was appended"
        if layout == .fixed {
            what += " to a struct of fixed layout, in which nothing may change"
        } else if !member.hasDefault {
            what += " without a default value, which old bytes need"
        }
        note(
            Compatibility(newReadsOld: newReadsOld, oldReadsNew: oldReadsNew), at: member.place, what,
            instead: layout == .fixed ? "declare a new struct" : "give it a default value: `= …`, or make it optional"
        )
    }

    private mutating func noteRemoved(_ member: SchemaMember, _ layout: LayoutDeclaration.Layout) {
        let newReadsOld = layout == .versionTolerant
        let oldReadsNew = member.hasDefault && layout != .fixed
        note(
            Compatibility(newReadsOld: newReadsOld, oldReadsNew: oldReadsNew), at: new.place,
            "'\(new.name).\(member.name)' was removed from the end",
            instead: "keep it, even if nobody reads it any more"
        )
    }

    // MARK: - Unions

    mutating func compareUnion() {
        let slip = Slip(old.cases.map(\.name), new.cases.map(\.name))
        for position in 0..<slip.agreeing { compareCase(old.cases[position], new.cases[position]) }
        if let what = slip.words(of: new.name, "case") {
            let place = slip.newPosition.map { new.cases[$0].place } ?? new.place
            return note(
                .breaking, at: place, "\(what), and the cases after it have other tags than were shipped",
                instead: "put new cases at the end, and leave the others where they were shipped"
            )
        }
        for added in new.cases.dropFirst(slip.agreeing) {
            note(.newReadsOld, at: added.place, "the case '\(new.name).\(added.name)' was appended")
        }
        for removed in old.cases.dropFirst(slip.agreeing) {
            note(.oldReadsNew, at: new.place, "the case '\(new.name).\(removed.name)' was removed from the end")
        }
    }

    private mutating func compareCase(_ before: SchemaCase, _ after: SchemaCase) {
        let owner = "\(new.name).\(after.name)"
        if before.name != after.name {
            note(.compatible, at: after.place, "the case '\(owner)' was '\(before.name)', and no case's name travels")
        }
        guard before.values.count == after.values.count else {
            return note(
                .breaking, at: after.place,
                "the case '\(owner)' had \(before.values.count) values and has \(after.values.count)",
                instead: "append a new case, or keep the values in a struct of their own, which may grow"
            )
        }
        for (before, after) in zip(before.values, after.values) { compareMember(before, after, of: owner) }
    }

    // MARK: - Raw values

    mutating func compareNumbers() {
        let oldNames = Dictionary(old.cases.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
        let newNames = Set(new.cases.map(\.name))
        let shippedNames = Set(old.cases.map(\.name))
        for after in new.cases {
            let shipped = oldNames[after.number]
            if shipped == after.name { continue }
            if shippedNames.contains(after.name) || shipped.map(newNames.contains) == true {
                let before = shipped.map { ", the number of '\($0)'" } ?? ""
                note(
                    .breaking, at: after.place, "the case '\(new.name).\(after.name)' has now \(after.number)\(before)",
                    instead: "give every case the raw value that it was shipped with"
                )
            } else if let shipped {
                note(
                    .compatible, at: after.place,
                    "the case '\(new.name).\(after.name)' was '\(shipped)', and no case's name travels"
                )
            } else {
                note(.newReadsOld, at: after.place, "the case '\(new.name).\(after.name)' was added")
            }
        }
        let newNumbers = Set(new.cases.map(\.number))
        for before in old.cases where !newNumbers.contains(before.number) && !newNames.contains(before.name) {
            note(.oldReadsNew, at: new.place, "the case '\(new.name).\(before.name)' was removed")
        }
    }
}

/// Where two lists of names begin to disagree in more than a name.
private struct Slip {
    private enum Kind {
        case inserted(String, before: String)
        case removed(String)
        case moved(String)
    }

    /// How many places hold the same thing, renamed or not.
    let agreeing: Int
    private let kind: Kind?

    /// Where in the new list it shows, if it shows there.
    var newPosition: Int? { kind == nil ? nil : agreeing }

    init(_ old: [String], _ new: [String]) {
        let (oldNames, newNames) = (Set(old), Set(new))
        var position = 0
        while position < min(old.count, new.count) {
            let (before, after) = (old[position], new[position])
            if before != after {
                switch (newNames.contains(before), oldNames.contains(after)) {
                case (false, false): break
                case (true, false):
                    kind = .inserted(after, before: before)
                    agreeing = position
                    return
                case (false, true):
                    kind = .removed(before)
                    agreeing = position
                    return
                case (true, true):
                    kind = .moved(after)
                    agreeing = position
                    return
                }
            }
            position += 1
        }
        agreeing = position
        kind = nil
    }

    func words(of owner: String, _ noun: String) -> String? {
        switch kind {
        case .inserted(let name, let before): "the \(noun) '\(owner).\(name)' was put in front of '\(before)'"
        case .removed(let name): "the \(noun) '\(owner).\(name)' was removed in front of others"
        case .moved(let name): "the \(noun) '\(owner).\(name)' was moved"
        case nil: nil
        }
    }
}
