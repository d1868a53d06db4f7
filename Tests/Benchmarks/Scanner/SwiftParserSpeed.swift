import Foundation
import SwiftParser

/// `swift-parser-speed LIST`: the same with the toolchain's SwiftParser, once; it needs no warm-up to be measured.
@main
enum SwiftParserSpeed {
    static func main() throws {
        let list = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let start = clock()
        for path in list.split(separator: "\n").map(String.init) {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let tree = [UInt8](data).withUnsafeBufferPointer { Parser.parse(source: $0) }
            precondition(tree.totalLength.utf8Length == data.count)
        }
        print(Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
}
