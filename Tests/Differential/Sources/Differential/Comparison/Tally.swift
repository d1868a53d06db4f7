/// What was compared so far, and how it differs.
struct Tally {
    struct Row {
        var expected = 0
        var found = 0
        var missing = 0
        var extra = 0
    }

    struct Difference {
        var path: String
        /// The scanner misses it; otherwise it invents it.
        var isMissing: Bool
        var fact: Fact
    }

    private(set) var rows: [String: Row] = [:]
    private(set) var differences: [Difference] = []
    private(set) var files = 0
    private(set) var bytes = 0
    private(set) var lines = 0
    /// Files the compiler's parser refuses, which have no right answer.
    var refused = 0

    var isExact: Bool { differences.isEmpty && rows.values.allSatisfy { $0.missing == 0 && $0.extra == 0 } }

    mutating func compare(expected: InspectedFile, found: InspectedFile, text: [UInt8]) {
        files += 1
        bytes += text.count
        for byte in text where byte == UInt8(ascii: "\n") { lines += 1 }
        if expected == found {
            for fact in expected.facts {
                rows[fact.category, default: Row()].expected += 1
                rows[fact.category, default: Row()].found += 1
            }
            return
        }
        // Two declarations may have the same name on the same line, so that facts are counted, not only collected.
        var surplus: [Fact: Int] = [:]
        for fact in found.facts {
            rows[fact.category, default: Row()].found += 1
            surplus[fact, default: 0] += 1
        }
        for fact in expected.facts {
            rows[fact.category, default: Row()].expected += 1
            if let count = surplus[fact], count > 0 {
                surplus[fact] = count - 1
            } else {
                rows[fact.category, default: Row()].missing += 1
                differences.append(Difference(path: expected.path, isMissing: true, fact: fact))
            }
        }
        for (fact, count) in surplus where count > 0 {
            rows[fact.category, default: Row()].extra += count
            differences.append(Difference(path: expected.path, isMissing: false, fact: fact))
        }
    }

    mutating func add(_ other: Tally) {
        for (category, row) in other.rows {
            rows[category, default: Row()].expected += row.expected
            rows[category, default: Row()].found += row.found
            rows[category, default: Row()].missing += row.missing
            rows[category, default: Row()].extra += row.extra
        }
        differences += other.differences
        files += other.files
        bytes += other.bytes
        lines += other.lines
        refused += other.refused
    }
}
