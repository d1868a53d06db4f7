import Foundation
import Testing

@Suite("Golden files")
struct GoldenTests {
    private let isRecording = ProcessInfo.processInfo.environment["CATGA_RECORD"] == "1"

    @Test("What is generated today is what is committed", arguments: GoldenTarget.all.indices)
    func matchesExpected(index: Int) throws {
        let target = GoldenTarget.all[index]
        let text = try target.generate().map(\.text).joined()
        if isRecording {
            try #require(ProcessInfo.processInfo.environment["CI"] == nil, "recording is not for CI")
            try text.write(to: target.expectedFile, atomically: true, encoding: .utf8)
            Issue.record("recorded \(target.name); run again without CATGA_RECORD")
        }
        let expected = try String(contentsOf: target.expectedFile, encoding: .utf8)
        #expect(text == expected, "CATGA_RECORD=1 swift test --filter Golden rewrites it")
    }

    @Test("Neither a second run nor another order of files changes a byte", arguments: GoldenTarget.all.indices)
    func isDeterministic(index: Int) throws {
        let target = GoldenTarget.all[index]
        let first = try target.generate()
        #expect(try target.generate() == first)
        #expect(try target.generate(shuffled: true) == first)
    }

    @Test("No absolute path and no date reaches a generated file", arguments: GoldenTarget.all.indices)
    func isRelocatable(index: Int) throws {
        let text = try GoldenTarget.all[index].generate().map(\.text).joined()
        #expect(!text.contains(FileManager.default.currentDirectoryPath))
        #expect(!text.contains(/[ "]\/[a-zA-Z]/), "a path that starts at the root")
    }
}
