public import Foundation

/// Where the tests were built.
public enum BuildProducts {
    /// The folder that holds the test bundle, and beside it every executable of the package.
    public static let folder: URL = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return (bundle ?? program).deletingLastPathComponent()
    }()

    public static let generator = folder.appending(path: "catga-gen")
}
