// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "handlers",
    platforms: [.macOS(.v15)],
    products: [.library(name: "ShopHandlers", targets: ["ShopHandlers"])],
    dependencies: [.package(path: "../some-clone"), .package(path: "../contracts")],
    targets: [
        .target(
            name: "ShopHandlers",
            dependencies: [
                .product(name: "Catga", package: "some-clone"),
                .product(name: "ShopContracts", package: "contracts"),
            ],
            plugins: [.plugin(name: "CatgaPlugin", package: "some-clone")]
        )
    ]
)
