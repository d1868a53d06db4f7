// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Chaos",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Catga", path: "../..")],
    targets: [
        // Where the effects go: a database that several processes share.
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .executableTarget(
            name: "Chaos",
            dependencies: [
                "CSQLite", .product(name: "Catga", package: "Catga"), .product(name: "CatgaNATS", package: "Catga"),
            ],
            plugins: [.plugin(name: "CatgaPlugin", package: "Catga")]
        ),
    ]
)
