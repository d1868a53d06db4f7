// swift-tools-version: 6.1
import PackageDescription

// The plugin writes each target's wiring while it is built: encoders beside the messages, `send` and `publish` on the
// node, and one `registerHandlers(on:…)` for the whole process.
let wiring: [Target.PluginUsage] = [.plugin(name: "CatgaPlugin", package: "Catga")]
let catga: Target.Dependency = .product(name: "Catga", package: "Catga")

let package = Package(
    name: "OrderSystem",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Catga", path: "../..")
    ],
    targets: [
        // What is said: the messages. Every process of the shop would depend on this one.
        .target(name: "OrderContracts", dependencies: [catga], plugins: wiring),
        // What is done: the handlers and what they keep.
        .target(name: "OrderHandling", dependencies: ["OrderContracts", catga], plugins: wiring),
        // The process: reads orders, sends them, prints a report.
        .executableTarget(
            name: "OrderSystem",
            dependencies: ["OrderContracts", "OrderHandling", catga],
            resources: [.copy("Resources/orders.jsonl")],
            plugins: wiring
        ),
        .testTarget(
            name: "OrderSystemTests",
            dependencies: ["OrderSystem", "OrderContracts", "OrderHandling", catga]
        ),
    ]
)
