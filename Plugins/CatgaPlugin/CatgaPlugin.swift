import Foundation
import PackagePlugin

/// Runs `catga-gen generate` for a target before it is compiled.
///
/// The command is a `buildCommand` with all it reads listed, so that a build runs it only after one of them changed;
/// and as the tool leaves an unchanged output alone, an edit that changes no wiring recompiles no generated code.
@main
struct CatgaPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let graph = try TargetGraph(package: context.package)
        guard let target = target as? SwiftSourceModuleTarget else { throw Misuse.notSwift(target.name) }
        try graph.check(target)

        let output = context.pluginWorkDirectoryURL.appending(path: TargetGraph.generatedFileName)
        let configuration = graph.configuration(of: target)
        let dependencies = graph.dependencies(of: target)
        let tool = try context.tool(named: "catga-gen")

        var arguments = ["generate", "--module", target.moduleName, "--kind", target.kind.argument]
        arguments += ["--output", output.path(percentEncoded: false)]
        arguments += ["--package-directory", context.package.directoryURL.path(percentEncoded: false)]
        if let configuration { arguments += ["--config", configuration.path(percentEncoded: false)] }
        arguments += ["--sources"] + target.swiftFiles.map { $0.path(percentEncoded: false) }
        for dependency in dependencies { arguments += graph.arguments(for: dependency) }

        var inputs = target.swiftFiles + dependencies.flatMap(\.swiftFiles) + [tool.url]
        if let configuration { inputs.append(configuration) }
        // SwiftPM asks the plugin again only when a target's files change, and a file that is listed and then deleted
        // fails the build. The folder changes whenever a catga.lock comes, goes or is written anew.
        inputs.append(context.package.directoryURL)
        let responseFile = context.pluginWorkDirectoryURL.appending(path: "Catga.arguments")
        if try ResponseFile.shorten(&arguments, into: responseFile) { inputs.append(responseFile) }

        return [
            .buildCommand(
                displayName: "Wiring \(target.name)",
                executable: tool.url,
                arguments: arguments,
                inputFiles: inputs,
                outputFiles: [output]
            )
        ]
    }
}
