// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Catga",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Catga", targets: ["Catga"]),
        .library(name: "CatgaCore", targets: ["CatgaCore"]),
        .library(name: "CatgaNATS", targets: ["CatgaNATS"]),
        .plugin(name: "CatgaPlugin", targets: ["CatgaPlugin"]),
        .plugin(name: "CatgaVerifyPlugin", targets: ["CatgaVerifyPlugin"]),
        .executable(name: "catga-gen", targets: ["catga-gen"]),
    ],
    targets: [
        // The generator: bytes → declarations → checked model → files.
        .target(name: "CatgaScanner", swiftSettings: settings),
        .target(name: "CatgaModel", dependencies: ["CatgaScanner"], swiftSettings: settings),
        .target(name: "CatgaEmitter", dependencies: ["CatgaModel"], swiftSettings: settings),
        .executableTarget(
            name: "catga-gen",
            dependencies: ["CatgaScanner", "CatgaModel", "CatgaEmitter"],
            swiftSettings: settings
        ),
        .plugin(name: "CatgaPlugin", capability: .buildTool(), dependencies: ["catga-gen"]),
        .plugin(
            name: "CatgaVerifyPlugin",
            capability: .command(
                intent: .custom(
                    verb: "catga-verify",
                    description: "Checks that Catga's generated code is current and complete."
                )
            ),
            dependencies: ["catga-gen"]
        ),

        // The runtime: what generated code calls.
        // Views lend spans, whose lifetime only this feature can state; users of the package need no flag.
        .target(name: "CatgaCore", swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]),
        // Counters with a stripe for each thread, which Swift has no way to say.
        .target(name: "CCatgaCalls"),
        .target(name: "Catga", dependencies: ["CatgaCore", "CCatgaCalls"], swiftSettings: settings),

        // Nodes over NATS. Only who uses this product needs libnats.
        .systemLibrary(name: "CNATS", pkgConfig: "libnats", providers: [.apt(["libnats-dev"]), .brew(["cnats"])]),
        .target(name: "CatgaNATS", dependencies: ["Catga", "CNATS"], swiftSettings: settings),

        // What the generator makes of known sources, compiled in place.
        .target(
            name: "GoldenContracts",
            dependencies: ["Catga"],
            path: "Fixtures/golden/GoldenContracts",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),
        .target(
            name: "GoldenHandling",
            dependencies: ["Catga", "GoldenContracts"],
            path: "Fixtures/golden/GoldenHandling",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),
        .target(
            name: "GoldenWire",
            dependencies: ["Catga"],
            path: "Fixtures/golden/GoldenWire",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),
        .target(
            name: "GoldenEvolution",
            dependencies: ["Catga"],
            path: "Fixtures/golden/GoldenEvolution",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),
        .target(
            name: "GoldenCore",
            dependencies: ["CatgaCore"],
            path: "Fixtures/golden/GoldenCore",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),
        .target(
            name: "GoldenApp",
            dependencies: ["Catga", "GoldenContracts", "GoldenHandling"],
            path: "Fixtures/golden/GoldenApp",
            sources: ["Input", "Expected"],
            swiftSettings: settings
        ),

        .testTarget(name: "CatgaScannerTests", dependencies: ["CatgaScanner"], swiftSettings: settings),
        .testTarget(name: "CatgaModelTests", dependencies: ["CatgaScanner", "CatgaModel"], swiftSettings: settings),
        .testTarget(
            name: "CatgaEmitterTests",
            dependencies: [
                "CatgaScanner", "CatgaModel", "CatgaEmitter", "Catga", "GoldenContracts", "GoldenHandling", "GoldenApp",
                "GoldenWire", "GoldenEvolution",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CatgaCoreTests",
            dependencies: ["CatgaCore", "CatgaScanner", "GoldenCore", "ToolTesting"],
            swiftSettings: settings
        ),
        .testTarget(name: "CatgaTests", dependencies: ["Catga", "TransportConformance"], swiftSettings: settings),

        .testTarget(
            name: "CatgaNATSTests",
            dependencies: ["Catga", "CatgaNATS", "CNATS", "ToolTesting", "TransportConformance"],
            swiftSettings: settings
        ),

        // What every transport must do.
        .target(
            name: "TransportConformance",
            dependencies: ["Catga"],
            path: "Tests/TransportConformance",
            swiftSettings: settings,
            plugins: ["CatgaPlugin"]
        ),

        .target(name: "ToolTesting", path: "Tests/ToolTesting", swiftSettings: settings),
        .testTarget(
            name: "GeneratorTests",
            dependencies: ["catga-gen", "CatgaModel", "CatgaScanner", "Catga", "GoldenWire", "ToolTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PluginTests",
            dependencies: ["catga-gen", "ToolTesting"],
            exclude: ["Packages"],
            swiftSettings: settings
        ),
    ]
)
