import Foundation
import PackagePlugin

/// `swift package catga-verify`: checks that the package's generated code is current and complete.
///
/// It writes down the package graph, as a plugin cannot ask SwiftPM for it in another process, and leaves all judgement
/// to `catga-gen verify`.
@main
struct CatgaVerifyPlugin: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        for (index, argument) in arguments.enumerated() {
            let isFormat = index > 0 && arguments[index - 1] == "--format"
            guard isFormat || ["--strict", "--diff", "--format"].contains(argument) else {
                throw VerificationFailure.unexpectedArgument(argument)
            }
        }
        let graph = context.pluginWorkDirectoryURL.appending(path: "graph.json")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(GraphDescription(root: context.package)).write(to: graph, options: .atomic)

        // The work directory is `plugins/CatgaVerifyPlugin/outputs` in the build folder.
        let buildFolder = context.pluginWorkDirectoryURL
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = try context.tool(named: "catga-gen").url
        process.arguments =
            [
                "verify", "--graph", graph.path(percentEncoded: false),
                "--scratch-path", buildFolder.path(percentEncoded: false),
            ] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw VerificationFailure.findings }
    }
}

enum VerificationFailure: Error, CustomStringConvertible {
    case findings
    case unexpectedArgument(String)

    var description: String {
        switch self {
        case .findings:
            "verification failed; the findings are above"
        case .unexpectedArgument(let argument):
            "unexpected argument '\(argument)'; 'swift package catga-verify' takes --strict, --diff and --format"
        }
    }
}
