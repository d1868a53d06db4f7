import Foundation
import Testing

/// The program as a supervisor runs it.
struct ServiceTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `It stays up until it is told to end, and ends in good order`(signal: Int32) async throws {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "OrderSystem")
        process.arguments = ["--serve"]
        let output = Pipe()
        process.standardOutput = output
        let ending = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ending.continuation.finish() }
        try process.run()
        let ready = output.fileHandleForReading.availableData
        #expect(String(decoding: ready, as: UTF8.self).hasPrefix("serving as "))
        #expect(process.isRunning)
        kill(process.processIdentifier, signal)
        for await _ in ending.stream {}
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        let end = try output.fileHandleForReading.readToEnd() ?? Data()
        #expect(String(decoding: end, as: UTF8.self) == "0 orders confirmed, 0 calls unfinished\n")
    }
}
