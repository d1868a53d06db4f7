/// Counts malformed lines by reason and remembers where the first ones are. Its size does not grow with the file.
struct MalformedLines {
    struct Entry: Equatable {
        var count = 0
        var firstLines: [Int] = []
    }

    static let linesShown = 5

    private(set) var entries: [MalformedReason: Entry] = [:]

    var count: Int { entries.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ reason: MalformedReason, line: Int) {
        entries[reason, default: Entry()].count += 1
        if entries[reason, default: Entry()].firstLines.count < Self.linesShown {
            entries[reason, default: Entry()].firstLines.append(line)
        }
    }
}

extension MalformedLines.Entry {
    /// "line 3", "lines 3, 4, 9" or "lines 3, 4, 9, 11, 12 and 7 more".
    var places: String {
        let numbers = firstLines.map { "\($0)" }.joined(separator: ", ")
        let more = count - firstLines.count
        return (count == 1 ? "line " : "lines ") + numbers + (more > 0 ? " and \(grouped(more)) more" : "")
    }
}
