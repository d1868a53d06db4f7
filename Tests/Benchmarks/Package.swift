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
                "BenchContracts", "BenchHandlers", "CMallocCount", "CxxDispatch", "CWireBaseline", "ManyTypes",
                "WireMessages", catga,
            ],
            plugins: wiring
        ),
    ],
    cxxLanguageStandard: .cxx17
)
