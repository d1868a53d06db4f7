import Foundation

/// Paths as text; nothing here touches a file.
enum FilePath {
    static func lastComponent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.index(after: slash)...])
    }

    /// `path` as it is called from `folder`, so that a generated file reads the same on every machine.
    ///
    /// Both are absolute, or both relative to the current folder; otherwise `path` is returned as it is.
    static func relative(_ path: String, to folder: String) -> String {
        let isAbsolute = path.hasPrefix("/")
        guard isAbsolute == folder.hasPrefix("/") else { return path }
        var components = normalized(path)
        var base = normalized(folder)
        while let first = components.first, first == base.first, components.count > 1 {
            components.removeFirst()
            base.removeFirst()
        }
        guard !base.contains("..") else { return path }
        return (Array(repeating: "..", count: base.count) + components).joined(separator: "/")
    }

    private static func normalized(_ path: String) -> [String] {
        var components: [String] = []
        for component in path.split(separator: "/") where component != "." {
            if component == "..", let last = components.last, last != ".." {
                components.removeLast()
            } else {
                components.append(String(component))
            }
        }
        return components
    }
}
