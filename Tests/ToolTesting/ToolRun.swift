public import Foundation

/// A finished process and what it printed.
public struct ToolRun: Sendable {
    public var status: Int32
    public var output: String
    public var errors: String

    public var everything: String { output + errors }

    /// Runs a program to its end.
    ///
    /// Its streams go to files rather than pipes, so that no amount of output can block it. `NO_COLOR` and `TERM` are
    /// taken out of the environment unless `environment` sets them.
    public static func run(
        _ executable: URL,
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = [:]
    ) async throws -> ToolRun {
        let scratch = try TemporaryFolder()
        let outputFile = try scratch.write("output", "")
        let errorFile = try scratch.write("errors", "")
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["NO_COLOR"] = nil
        variables["TERM"] = nil
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        // Tests share few threads with each other: one that only waits must not hold a thread.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return ToolRun(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
        )
    }
}
