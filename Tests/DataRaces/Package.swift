// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// The suites that run under the thread sanitizer, by links to their files: what they need is built for it, and nothing else.
// Not those that stand behind a Mutex of the standard library, whose locking the sanitizer does not see on Linux: it would
// call every second access under the lock a race.
let package = Package(
    name: "DataRaces",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Catga", path: "../..")],
    targets: [
        .testTarget(
            name: "NodeRaces", dependencies: [.product(name: "Catga", package: "Catga")], swiftSettings: settings),
        .testTarget(
            name: "IdRaces", dependencies: [.product(name: "CatgaCore", package: "Catga")], swiftSettings: settings),
    ]
)
