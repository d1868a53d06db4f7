// swift-tools-version: 6.1
import PackageDescription

// The clone of Catga is called something else than its repository on purpose.
let package = Package(
    name: "contracts",
    platforms: [.macOS(.v15)],
    products: [.library(name: "ShopContracts", targets: ["ShopContracts"])],
    dependencies: [.package(path: "../some-clone")],
    targets: [
        .target(
            name: "ShopContracts",
            dependencies: [.product(name: "Catga", package: "some-clone")],
            plugins: [.plugin(name: "CatgaPlugin", package: "some-clone")]
        )
    ]
)
