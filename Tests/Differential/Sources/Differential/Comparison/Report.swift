import Foundation

/// The table that a run prints.
struct Report {
    private static let shownDifferences = 40

    var tally: Tally

    var text: String {
        var lines = ["kind                      SwiftParser    catga-gen   recall  precision"]
        for category in Fact.categories {
            let row = tally.rows[category] ?? Tally.Row()
            let recall = ratio(row.expected - row.missing, of: row.expected)
            let precision = ratio(row.found - row.extra, of: row.found)
            let name = category.contains(".") ? "  ." + category.split(separator: ".")[1] : category
            lines.append(
                name.padding(toLength: 24, withPad: " ", startingAt: 0)
                    + right(row.expected, 13) + right(row.found, 13) + "   \(recall)     \(precision)"
            )
        }
        let sorted = tally.differences.sorted { ($0.path, $0.fact.text) < ($1.path, $1.fact.text) }
        for difference in sorted.prefix(Report.shownDifferences) {
            let word = difference.isMissing ? "missing" : "extra"
            lines.append("\(difference.path): \(word) \(difference.fact.category): \(difference.fact.text)")
        }
        if tally.refused > 0 {
            lines.append("\(tally.refused) files that SwiftParser finds an error in were left out")
        }
        let megabytes = String(format: "%.1f", Double(tally.bytes) / 1e6)
        let verdict = tally.isExact && tally.files > 0 ? "exact" : "\(tally.differences.count) differences"
        lines.append("\(verdict): \(tally.files) files, \(tally.lines) lines, \(megabytes) MB")
        return lines.joined(separator: "\n")
    }

    /// Cut off, not rounded: 1.0000 means all.
    private func ratio(_ count: Int, of total: Int) -> String {
        let tenThousandths = total == 0 ? 10_000 : count * 10_000 / total
        return "\(tenThousandths / 10_000)." + String(String(10_000 + tenThousandths % 10_000).dropFirst())
    }

    private func right(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }
}
