import PackagePlugin

/// A target that the plugin cannot work for; every message names the fix.
enum Misuse: Error, CustomStringConvertible {
    case notSwift(String)
    case notAModule(String)
    case noSources(String)
    case noRuntime(target: String, package: String)
    case committedFile(target: String, path: String)
    case unknownPackage
    case lineBreak(String)

    var description: String {
        switch self {
        case .notSwift(let target):
            "CatgaPlugin works for Swift targets only; remove it from the plugins of target '\(target)' in "
                + "Package.swift"
        case .notAModule(let target):
            "CatgaPlugin works for library, executable and test targets; remove it from the plugins of target "
                + "'\(target)' in Package.swift"
        case .noSources(let target):
            "target '\(target)' has no Swift file to generate from; add one, or remove CatgaPlugin from its plugins in "
                + "Package.swift"
        case .noRuntime(let target, let package):
            "target '\(target)' uses CatgaPlugin but does not depend on Catga; add "
                + ".product(name: \"Catga\", package: \"\(package)\") to its dependencies in Package.swift"
        case .committedFile(let target, let path):
            "target '\(target)' uses CatgaPlugin and also contains \(path); delete that file, or remove CatgaPlugin "
                + "from "
                + "the target's plugins in Package.swift"
        case .unknownPackage:
            "CatgaPlugin cannot find the package that it belongs to; please report this"
        case .lineBreak(let argument):
            "a path contains a line break, which Catga cannot work with; rename '\(argument)'"
        }
    }
}
