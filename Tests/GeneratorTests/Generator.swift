import Foundation
import ToolTesting

/// Runs the `catga-gen` that was built with these tests.
func generator(
    _ arguments: String...,
    in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
) async throws -> ToolRun {
    try await ToolRun.run(BuildProducts.generator, arguments, in: folder?.url, environment: environment)
}

/// A folder with a small library in `Messages.swift`.
func libraryFolder(_ text: String = Sample.messages) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("Messages.swift", text)
    return folder
}

/// `generate` for the library in `folder`.
func generate(in folder: TemporaryFolder, _ more: [String] = []) async throws -> ToolRun {
    try await ToolRun.run(BuildProducts.generator, ["generate"] + Sample.arguments + more, in: folder.url)
}

/// `verify` for the library in `folder`.
func verify(in folder: TemporaryFolder, _ more: [String] = []) async throws -> ToolRun {
    try await ToolRun.run(BuildProducts.generator, ["verify"] + Sample.arguments + more, in: folder.url)
}

enum Sample {
    static let output = "Catga.generated.swift"
    static let arguments = [
        "--module", "Shop", "--kind", "library", "--output", output, "--sources", "Messages.swift",
    ]

    static let messages = """
        import Catga

        struct PriceOf: Query {
            typealias Reply = UInt32
            var article: String
        }

        """

    /// Its fourth line cannot be sent.
    static let wrongMessages = """
        import Catga

        struct PriceOf: Command {
            var article: Any
        }

        """
}
