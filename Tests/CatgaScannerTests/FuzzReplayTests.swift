import Foundation
import Testing

@testable import CatgaScanner

/// Every input that ever made a fuzz target fail, and the small texts the targets begin with.
@Suite struct FuzzReplayTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/fuzz/scanner")

    private static func inputs() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    @Test(arguments: try inputs())
    func noPromiseIsBroken(input: URL) throws {
        let bytes = [UInt8](try Data(contentsOf: input))
        #expect(ScannerPromises.broken(by: bytes) == nil)
        bytes.withUnsafeBufferPointer { buffer in
            #expect(ScannerPromises.brokenByLexer(of: buffer, skipsGroups: false) == nil)
            #expect(ScannerPromises.brokenByLexer(of: buffer, skipsGroups: true) == nil)
        }
    }
}
