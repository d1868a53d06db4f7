import CatgaScanner

/// Reads `catga.lock`, and nothing that `WireSchema.lockText` would not write but for order, comments and blank lines.
struct LockReader {
    private static let kinds: [String: Payload.Kind] = [
        "command": .command, "query": .query, "event": .event, "reliable-event": .reliableEvent,
        "struct": .payload, "union": .payload, "enum": .payload,
    ]

    let path: String
    private var entries: [SchemaEntry] = []
    private var names: Set<String> = []
    /// What the last entry has said that is said once.
    private var details: Set<String> = []

    init(path: String) {
        self.path = path
    }

    mutating func read(_ bytes: [UInt8]) throws(LockFault) -> WireSchema {
        guard bytes.count <= LockFile.Limits.bytes else {
            throw LockFault(
                position: SourcePosition(line: 1, column: 1),
                message: "the file has \(bytes.count) bytes, more than \(LockFile.Limits.bytes)"
            )
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        try readVersion(LockLine(lines[0], number: 1))
        for (index, bytes) in lines.enumerated().dropFirst() {
            var line = LockLine(bytes, number: index + 1)
            guard bytes.count <= LockFile.Limits.lineBytes else {
                throw line.fault("the line has more than \(LockFile.Limits.lineBytes) bytes")
            }
            if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
            if line.take("    ") {
                try readValue(&line)
            } else if line.take("  ") {
                try readDetail(&line)
            } else {
                try readHead(&line)
            }
            try line.expectEnd()
        }
        try checkReferences()
        return WireSchema(entries: entries)
    }

    private func readVersion(_ line: LockLine) throws(LockFault) {
        var line = line
        guard line.take("catga.lock ") else { throw line.fault("the first line should be 'catga.lock 1'") }
        guard line.take("\(WireSchema.lockVersion)"), line.isAtEnd else {
            throw line.fault("this catga-gen reads version \(WireSchema.lockVersion) of the format")
        }
    }

    private mutating func readHead(_ line: inout LockLine) throws(LockFault) {
        let start = line
        let word = try line.bareWord()
        guard let kind = Self.kinds[word] else {
            throw start.fault(
                "'\(word)' begins no entry; command, query, event, reliable-event, struct, union and enum do")
        }
        try line.expect(" ")
        let nameStart = line
        let name = try line.word()
        guard names.insert(name).inserted else { throw nameStart.fault("'\(name)' has an entry already") }
        let form: SchemaEntry.Form =
            switch word {
            case "union": .union
            case "enum": .enumeration(.uint8)
            default: .object(.regular)
            }
        let entry = SchemaEntry(
            name: name, kind: kind, module: "", formerNames: [], form: form, members: [], cases: [], reply: nil,
            place: Place(path: path, position: SourcePosition(line: line.number, column: 1))
        )
        if kind.isMessage {
            try line.expect(" ")
            let idStart = line
            guard try line.bareWord() == hexadecimal(entry.typeID) else {
                throw idStart.fault("the type id of '\(name)' is \(hexadecimal(entry.typeID))")
            }
        }
        entries.append(entry)
        details = []
    }

    private mutating func readDetail(_ line: inout LockLine) throws(LockFault) {
        guard !entries.isEmpty else { throw line.fault("an entry should begin here, without blanks in front") }
        let last = entries.count - 1
        let start = line
        let word = try line.bareWord()
        if ["module", "layout", "raw", "reply"].contains(word), !details.insert(word).inserted {
            throw start.fault("'\(word)' stands in this entry already")
        }
        try line.expect(" ")
        switch (word, entries[last].form) {
        case ("module", _): entries[last].module = try line.word()
        case ("former", _): entries[last].formerNames.append(try line.word())
        case ("reply", _) where entries[last].kind.isRequest: entries[last].reply = try line.type()
        case ("layout", .object):
            let layoutStart = line
            guard let layout = LayoutDeclaration.Layout(rawValue: try line.bareWord()) else {
                throw layoutStart.fault("a layout should stand here: regular, versionTolerant or fixed")
            }
            entries[last].form = .object(layout)
        case ("raw", .enumeration):
            let rawStart = line
            guard let scalar = Scalar(rawValue: try line.bareWord()), scalar.isInteger else {
                throw rawStart.fault("an integer type should stand here")
            }
            entries[last].form = .enumeration(scalar)
        case ("member", .object): try readMember(&line, into: &entries[last].members)
        case ("case", .union), ("case", .enumeration): try readCase(&line)
        default: throw start.fault("'\(word)' has no place in this entry")
        }
    }

    private mutating func readCase(_ line: inout LockLine) throws(LockFault) {
        let last = entries.count - 1
        let start = line
        let number = try line.integer()
        if entries[last].form == .union, number != Int128(entries[last].cases.count) || number >= 250 {
            throw start.fault("the tags of a union count from 0 to at most 249")
        }
        if let previous = entries[last].cases.last?.number, previous >= number {
            throw start.fault("the cases stand in the order of their numbers")
        }
        try line.expect(" ")
        let place = Place(path: path, position: SourcePosition(line: line.number, column: 3))
        entries[last].cases.append(SchemaCase(name: try line.word(), number: number, values: [], place: place))
    }

    /// An associated value, which stands below its case.
    private mutating func readValue(_ line: inout LockLine) throws(LockFault) {
        guard let last = entries.indices.last, entries[last].form == .union,
            let position = entries[last].cases.indices.last
        else { throw line.fault("only the values of a union's case stand this far to the right") }
        try line.expect("member ")
        try readMember(&line, into: &entries[last].cases[position].values)
    }

    private func readMember(_ line: inout LockLine, into members: inout [SchemaMember]) throws(LockFault) {
        guard members.count < 249 else { throw line.fault("an object has at most 249 members") }
        let place = Place(path: path, position: SourcePosition(line: line.number, column: 1))
        // An associated value may have no label, written `""`.
        let name = try line.word()
        try line.expect(": ")
        let type = try line.type()
        members.append(SchemaMember(name: name, type: type, hasDefault: line.take(" default"), place: place))
    }

    private func checkReferences() throws(LockFault) {
        for entry in entries {
            let members = (entry.members + entry.cases.flatMap(\.values)).map { ($0.type, $0.place) }
            for (type, place) in members + (entry.reply.map { [($0, entry.place)] } ?? []) {
                for name in type.names where !names.contains(name) {
                    throw LockFault(position: place.position, message: "'#\(name)' has no entry in this file")
                }
            }
        }
    }
}
