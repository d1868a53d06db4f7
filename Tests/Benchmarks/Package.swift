// swift-tools-version: 6.1
import PackageDescription

let catga: Target.Dependency = .product(name: "Catga", package: "Catga")
let wiring: [Target.PluginUsage] = [.plugin(name: "CatgaPlugin", package: "Catga")]

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Catga", path: "../..")],
    targets: [
        // Counts every allocation of the process.
        .target(name: "CMallocCount"),
        // What C++ does for the same job.
        .target(name: "CxxDispatch", cxxSettings: [.define("NDEBUG")]),
        // What C does for the same bytes, and the message.
        .target(name: "CWireBaseline"),
        // A library of what other serializers do, opened where there is one.
        .target(name: "CWirePeers", dependencies: ["CWireBaseline"]),
        .target(name: "WireMessages", dependencies: [catga], plugins: wiring),
        // Messages, handlers and app in three modules, as a user would have them.
        .target(name: "BenchContracts", dependencies: [catga], plugins: wiring),
        .target(name: "BenchHandlers", dependencies: ["BenchContracts", catga], plugins: wiring),
        // Many types in one module, made up while it is built.
        .executableTarget(name: "many-types"),
        .plugin(
            name: "ManyTypesPlugin",
            capability: .buildTool(),
            dependencies: ["many-types", .product(name: "catga-gen", package: "Catga")]
        ),
        .target(name: "ManyTypes", dependencies: [catga], plugins: ["ManyTypesPlugin"]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "BenchContracts", "BenchHandlers", "CMallocCount", "CxxDispatch", "CWireBaseline", "CWirePeers",
                "ManyTypes",
                "WireMessages", catga,
            ],
            plugins: wiring
        ),
        // What C does with libnats alone, and Catga beside it. A product of its own: only it needs libnats.
        .target(name: "CNATSBaseline", linkerSettings: [.linkedLibrary("nats")]),
        .executableTarget(
            name: "NATSBenchmarks",
            dependencies: ["CMallocCount", "CNATSBaseline", catga, .product(name: "CatgaNATS", package: "Catga")],
            plugins: wiring
        ),
    ],
    cxxLanguageStandard: .cxx17
)
