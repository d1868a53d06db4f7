import CatgaModel
import Foundation

extension PackageGraph {
    /// What the build plugin asks for when it builds `node`'s target.
    func request(for node: Node) -> GenerationRequest {
        GenerationRequest(
            module: node.target.c99name,
            kind: Module.Kind(rawValue: node.target.type) ?? .library,
            configurationPath: configuration(of: node),
            packageDirectory: node.package.path,
            sources: node.handWrittenSources,
            dependencies: dependencies(of: node).map { dependency in
                GenerationRequest.Dependency(
                    module: dependency.target.c99name,
                    kind: Module.Kind(rawValue: dependency.target.type) ?? .library,
                    isInTargetPackage: dependency.package.path == node.package.path,
                    sources: dependency.handWrittenSources
                )
            }
        )
    }

    /// What the build plugin left in the build folder, if it ran.
    func pluginOutput(of node: Node, buildFolder: String) -> String? {
        let identity = node.package.identity ?? FilePath.lastComponent(of: node.package.path).lowercased()
        let folder = PackageGraph.join(buildFolder, "plugins/outputs/\(identity)/\(node.target.name)/destination")
        let path = "\(folder)/\(PackageGraph.pluginName)/\(GenerationRequest.fileName)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    static func existing(_ name: String, in folder: String) -> String? {
        let path = PackageGraph.join(folder, name)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private func configuration(of node: Node) -> String? {
        [node.folder, node.package.path].map { PackageGraph.join($0, "catga.json") }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
