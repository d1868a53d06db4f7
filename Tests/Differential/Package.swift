// swift-tools-version: 6.1
import PackageDescription

// `run` builds this package: it alone passes the folder of the toolchain in which SwiftParser lies.
let package = Package(
    name: "Differential",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "Differential",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]
        )
    ]
)
