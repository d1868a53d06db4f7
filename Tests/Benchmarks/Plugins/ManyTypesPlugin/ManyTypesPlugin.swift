import PackagePlugin

/// Writes a module of many message types while it is built, and their wiring: nobody reads them, so nobody keeps them.
@main
struct ManyTypesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let types = context.pluginWorkDirectoryURL.appending(path: "Types.swift")
        let wiring = context.pluginWorkDirectoryURL.appending(path: "Catga.generated.swift")
        return [
            .buildCommand(
                displayName: "Making up message types",
                executable: try context.tool(named: "many-types").url,
                arguments: [types.path(percentEncoded: false)],
                outputFiles: [types]
            ),
            .buildCommand(
                displayName: "Wiring \(target.name)",
                executable: try context.tool(named: "catga-gen").url,
                arguments: ["generate", "--module", target.name, "--kind", "library"]
                    + ["--output", wiring.path(percentEncoded: false)]
                    + ["--sources", types.path(percentEncoded: false)],
                inputFiles: [types],
                outputFiles: [wiring]
            ),
        ]
    }
}
