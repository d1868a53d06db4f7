/// A package as `swift package describe --type json` prints it; other members are not read.
///
/// `CatgaVerifyPlugin` writes the same form, as a plugin cannot run that command.
struct PackageDescription: Decodable {
    struct Target: Decodable {
        var name: String
        var c99name: String
        /// `SwiftTarget`, `ClangTarget`, …
        var moduleType: String
        /// From the package's folder.
        var path: String
        /// From the target's folder.
        var sources: [String]
        /// `library`, `executable`, `test`, `plugin`, …
        var type: String
        var targetDependencies: [String]?
        /// Plugins that the target uses are here as well.
        var productDependencies: [String]?

        enum CodingKeys: String, CodingKey {
            case name
            case c99name
            case moduleType = "module_type"
            case path
            case sources
            case type
            case targetDependencies = "target_dependencies"
            case productDependencies = "product_dependencies"
        }
    }

    struct Product: Decodable {
        var name: String
        var targets: [String]
    }

    var name: String
    var path: String
    var products: [Product]
    var targets: [Target]
    /// The name SwiftPM files the package's build products under; by default that of its folder.
    var identity: String?
}

/// What `swift package show-dependencies --format json` prints: a tree.
struct DependencyTree: Decodable {
    var identity: String
    var path: String
    var dependencies: [DependencyTree]
}

/// What `CatgaVerifyPlugin` hands over.
struct PackageGraphFile: Decodable {
    /// The package to verify first, then those that it depends on.
    var packages: [PackageDescription]
}
