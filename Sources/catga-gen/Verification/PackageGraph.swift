import Foundation

/// The packages a target's modules come from, and who depends on whom.
struct PackageGraph {
    /// A target and the package it belongs to.
    struct Node {
        var package: PackageDescription
        var target: PackageDescription.Target

        var folder: String { PackageGraph.join(package.path, target.path) }
        var sources: [String] {
            target.sources.filter { $0.hasSuffix(".swift") }.map { PackageGraph.join(folder, $0) }
        }
        var handWrittenSources: [String] { sources.filter(GenerationRequest.isHandWritten) }
        var committedFile: String? { sources.first { !GenerationRequest.isHandWritten($0) } }
        var usesPlugin: Bool {
            ((target.productDependencies ?? []) + (target.targetDependencies ?? [])).contains(PackageGraph.pluginName)
        }
    }

    static let pluginName = "CatgaPlugin"

    let root: PackageDescription
    /// The graph that a plugin sees does not say which plugins a target uses.
    let namesPlugins: Bool
    private var nodes: [String: Node] = [:]
    private var products: [String: [String]] = [:]
    /// Names of the targets that Catga's own libraries consist of.
    private var runtime: Set<String> = []

    /// - Parameter packages: The one to look at first, then those that it depends on. Target and product names are
    ///   unique in a graph; SwiftPM sees to that.
    init(_ packages: [PackageDescription], namesPlugins: Bool) throws(Trouble) {
        guard let root = packages.first else { throw Trouble("there is no package", hint: "check --package") }
        self.root = root
        self.namesPlugins = namesPlugins
        for package in packages {
            for target in package.targets { nodes[target.name] = Node(package: package, target: target) }
            for product in package.products { products[product.name] = product.targets }
        }
        for product in ["Catga", "CatgaCore"] {
            for name in products[product] ?? [] { runtime.formUnion(reached(from: name).union([name])) }
        }
    }

    /// The root's targets that depend on Catga, by name: SwiftPM lists them in an order of its own.
    var targets: [Node] {
        wired(root.targets.map(\.name))
    }

    func dependencies(of node: Node) -> [Node] {
        wired(reached(from: node.target.name))
    }

    /// Those of the named targets that may hold messages or handlers.
    private func wired(_ names: some Collection<String>) -> [Node] {
        names.sorted().compactMap { nodes[$0] }.filter { node in
            isSupported(node) && !runtime.contains(node.target.name) && dependsOnCatga(node.target.name)
        }
    }

    private func isSupported(_ node: Node) -> Bool {
        node.target.moduleType == "SwiftTarget" && ["library", "executable", "test"].contains(node.target.type)
            && !node.handWrittenSources.isEmpty
    }

    private func dependsOnCatga(_ name: String) -> Bool {
        !reached(from: name).isDisjoint(with: runtime)
    }

    /// All targets that `name` depends on, directly or not.
    private func reached(from name: String) -> Set<String> {
        var pending = [name]
        var seen: Set<String> = []
        while let next = pending.popLast() {
            guard let target = nodes[next]?.target else { continue }
            let products = (target.productDependencies ?? []).flatMap { self.products[$0] ?? [] }
            for dependency in (target.targetDependencies ?? []) + products where seen.insert(dependency).inserted {
                pending.append(dependency)
            }
        }
        return seen.subtracting([name])
    }

    static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
