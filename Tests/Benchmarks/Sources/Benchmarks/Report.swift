import Foundation

enum Report {
    static func printHeader() {
        print("| benchmark | ns | baseline | ns | ratio | middle half | mallocs | baseline's |")
        print("|---|---|---|---|---|---|---|---|")
    }

    static func printRow(_ result: Result) {
        let spread = "\(text(result.ratioSpread.lowerBound))–\(text(result.ratioSpread.upperBound))"
        let cells = [
            result.name, text(result.nanoseconds), result.baseline, text(result.baselineNanoseconds),
            text(result.ratio), spread, text(result.mallocsPerOperation),
            text(result.baselineMallocsPerOperation),
        ]
        print("| " + cells.joined(separator: " | ") + " |")
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
