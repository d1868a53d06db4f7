import Foundation
import PackagePlugin

/// The package graph in the form of `swift package describe --type json`, which `catga-gen verify` reads.
struct GraphDescription: Encodable {
    struct PackageDescription: Encodable {
        var name: String
        var identity: String
        var path: String
        var products: [ProductDescription]
        var targets: [TargetDescription]
    }

    struct ProductDescription: Encodable {
        var name: String
        var targets: [String]
    }

    struct TargetDescription: Encodable {
        var name: String
        var c99name: String
        var moduleType: String
        var path: String
        var sources: [String]
        var type: String
        var targetDependencies: [String]
        var productDependencies: [String]

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

    /// The root first.
    var packages: [PackageDescription] = []

    init(root: Package) {
        var pending = [root]
        var seen: Set<Package.ID> = []
        while let package = pending.popLast() {
            guard seen.insert(package.id).inserted else { continue }
            packages.append(PackageDescription(package))
            pending += package.dependencies.map(\.package)
        }
    }
}

extension GraphDescription.PackageDescription {
    init(_ package: Package) {
        name = package.displayName
        identity = package.id
        path = package.directoryURL.path(percentEncoded: false)
        products = package.products.map { .init(name: $0.name, targets: $0.targets.map(\.name)) }
        targets = package.targets.compactMap { $0 as? SwiftSourceModuleTarget }.map { .init($0) }
    }
}

extension GraphDescription.TargetDescription {
    init(_ target: SwiftSourceModuleTarget) {
        name = target.name
        c99name = target.moduleName
        moduleType = "SwiftTarget"
        path = target.directoryURL.path(percentEncoded: false)
        sources = target.sourceFiles.map { $0.url.path(percentEncoded: false) }
        type =
            switch target.kind {
            case .generic: "library"
            case .executable: "executable"
            case .test: "test"
            default: "other"
            }
        targetDependencies = []
        productDependencies = []
        for dependency in target.dependencies {
            switch dependency {
            case .target(let target): targetDependencies.append(target.name)
            case .product(let product): productDependencies.append(product.name)
            @unknown default: break
            }
        }
    }
}
