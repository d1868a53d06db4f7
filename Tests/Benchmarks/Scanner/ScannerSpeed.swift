import Foundation

/// `scanner-speed LIST`: reads and scans the files that LIST names, one a line, and prints the best of some rounds as
/// `SECONDS BYTES LINES` of processor time.
@main
enum ScannerSpeed {
    private static let rounds = 7

    static func main() throws {
        let list = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let paths = list.split(separator: "\n").map(String.init)
        var best = clock_t.max
        var bytes = 0
        var lines = 0
        for _ in 0..<rounds {
            let start = clock()
            var sum = 0
            for path in paths {
                guard let data = FileManager.default.contents(atPath: path) else { continue }
                sum += scan([UInt8](data), path: path)
            }
            best = min(best, clock() - start)
            bytes = sum
        }
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            lines += data.count { $0 == UInt8(ascii: "\n") }
        }
        print(Double(best) / Double(CLOCKS_PER_SEC), bytes, lines)
    }

    private static func scan(_ bytes: [UInt8], path: String) -> Int {
        let file = SourceFile(path: path, bytes: bytes)
        // The result is used, so that no optimizer may leave out making it.
        precondition(file.types.count <= bytes.count)
        return bytes.count
    }
}
