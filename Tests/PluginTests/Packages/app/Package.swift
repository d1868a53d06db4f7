// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "app",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(path: "../some-clone"), .package(path: "../contracts"), .package(path: "../handlers"),
    ],
    targets: [
        .executableTarget(
            name: "ShopApp",
            dependencies: [
                .product(name: "Catga", package: "some-clone"),
                .product(name: "ShopContracts", package: "contracts"),
                .product(name: "ShopHandlers", package: "handlers"),
            ],
            plugins: [.plugin(name: "CatgaPlugin", package: "some-clone")]
        )
    ]
)
