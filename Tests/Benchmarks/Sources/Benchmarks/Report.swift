import Foundation

enum Report {
    static func printHeader() {
        print(header.joined(separator: "\n"))
    }

    static func printRow(_ result: Result) {
        print(row(result))
    }

    private static let header = [
        "| benchmark | ns | baseline | ns | ratio | middle half | mallocs | baseline's |",
        "|---|---|---|---|---|---|---|---|",
    ]

    private static func row(_ result: Result) -> String {
        let spread = "\(text(result.ratioSpread.lowerBound))–\(text(result.ratioSpread.upperBound))"
        let cells = [
            result.name, text(result.nanoseconds), result.baseline, text(result.baselineNanoseconds),
            text(result.ratio), spread, text(result.mallocsPerOperation),
            text(result.baselineMallocsPerOperation),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    // MARK: - Into a file

    private static let start = "<!-- results -->"
    private static let end = "<!-- end of results -->"

    struct NoMarks: Error {
        let message: String
    }

    /// Replaces what stands between the file's two marks by a table of the results and a plot of their ratios.
    static func write(_ results: [Result], into file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard let head = text.range(of: start), let tail = text.range(of: end), head.upperBound <= tail.lowerBound
        else {
            throw NoMarks(
                message: "\(file) has no lines '\(start)' and '\(end)'; put them where the results shall stand")
        }
        let table = (header + results.map(row)).joined(separator: "\n")
        let made = "\n\n\(table)\n\n```\n\(plot(results))\n```\n\n"
        try (text[..<head.upperBound] + made + text[tail.lowerBound...]).write(
            toFile: file, atomically: true, encoding: .utf8)
    }

    /// Ratios on a scale on which each column is a quarter of a doubling; `|` is the baseline.
    private static func plot(_ results: [Result]) -> String {
        let columns = results.map { Int((log2(max($0.ratio, 0.001)) * 4).rounded()) }
        let least = min(columns.min() ?? 0, 0)
        let width = results.map(\.name.count).max() ?? 0
        return zip(results, columns).map { result, column in
            let filled = min(column, 0)...max(column, 0)
            let bar = (least...max(column, 0)).map { $0 == 0 ? "|" : filled.contains($0) ? "█" : " " }
            let name = result.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let ratio = text(result.ratio)
            return "\(name) \(String(repeating: " ", count: max(7 - ratio.count, 0)))\(ratio)  \(bar.joined())"
        }.joined(separator: "\n")
    }

    static func writeJSON(_ results: [Result], to file: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(results.map(Row.init)).write(to: URL(filePath: file))
    }

    private static func text(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : "%.1f", value)
    }

    private struct Row: Encodable {
        let name: String
        let unit = "ns"
        let value: Double
        let baseline: String
        let baselineValue: Double
        let ratio: Double
        let ratioLow: Double
        let ratioHigh: Double
        let mallocsPerOperation: Double
        let baselineMallocsPerOperation: Double

        init(_ result: Result) {
            name = result.name
            value = result.nanoseconds
            baseline = result.baseline
            baselineValue = result.baselineNanoseconds
            ratio = result.ratio
            ratioLow = result.ratioSpread.lowerBound
            ratioHigh = result.ratioSpread.upperBound
            mallocsPerOperation = result.mallocsPerOperation
            baselineMallocsPerOperation = result.baselineMallocsPerOperation
        }
    }
}
