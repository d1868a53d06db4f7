import Foundation

extension PackageGraph {
    /// Asks SwiftPM about the package in `folder` and the packages that it depends on.
    ///
    /// - Parameter buildFolder: Where the package is built, if not in its `.build`.
    static func read(folder: String, buildFolder: String?) throws(Trouble) -> PackageGraph {
        guard FileManager.default.fileExists(atPath: join(folder, "Package.swift")) else {
            throw Trouble("has no Package.swift", hint: "name a package's folder with --package DIR", path: folder)
        }
        let root = try describe(folder)
        let place = buildFolder.map { ["--scratch-path", $0] } ?? []
        let tree: DependencyTree = try ask(folder, place + ["show-dependencies", "--format", "json"])
        var packages = [root]
        var seen: Set<String> = [tree.path]
        for package in packagesThatReachCatga(tree) where seen.insert(package.path).inserted {
            var description = try describe(package.path)
            description.identity = package.identity
            packages.append(description)
        }
        packages[0].identity = tree.identity
        return try PackageGraph(packages, namesPlugins: true)
    }

    /// Reads what `CatgaVerifyPlugin` wrote.
    static func read(file: String) throws(Trouble) -> PackageGraph {
        let bytes = try FileBytes.read(file)
        do {
            let graph = try JSONDecoder().decode(PackageGraphFile.self, from: Data(bytes))
            return try PackageGraph(graph.packages, namesPlugins: false)
        } catch let trouble as Trouble {
            throw trouble
        } catch {
            throw Trouble("is no package graph: \(error)", hint: "run 'swift package catga-verify'", path: file)
        }
    }

    /// Only these can hold messages, and describing a package takes a moment. Catga's own is found by its content, as
    /// its folder can be called anything.
    private static func packagesThatReachCatga(_ tree: DependencyTree) -> [DependencyTree] {
        let reaching = tree.dependencies.flatMap(packagesThatReachCatga)
        let isCatga = ["Sources/CatgaCore", "Plugins/CatgaPlugin"].allSatisfy {
            FileManager.default.fileExists(atPath: join(tree.path, $0))
        }
        return isCatga || !reaching.isEmpty ? [tree] + reaching : []
    }

    private static func describe(_ folder: String) throws(Trouble) -> PackageDescription {
        // Reading a manifest needs no build folder, but SwiftPM waits for whoever is using the package's own one. It
        // does not make the folder named here.
        let unused = FileManager.default.temporaryDirectory.appending(path: "catga-gen-\(getpid())")
        return try ask(folder, ["--scratch-path", unused.path(percentEncoded: false), "describe", "--type", "json"])
    }

    private static func ask<Answer: Decodable>(_ folder: String, _ arguments: [String]) throws(Trouble) -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift", "package", "--package-path", folder] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        // What SwiftPM has to say besides the answer, it says to the user directly.
        do {
            try process.run()
            let answer = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Trouble(
                    "'swift package \(arguments.joined(separator: " "))' failed",
                    hint: "make sure that 'swift build' can read the package",
                    path: folder
                )
            }
            return try JSONDecoder().decode(Answer.self, from: answer)
        } catch let trouble as Trouble {
            throw trouble
        } catch {
            throw Trouble(
                "'swift package \(arguments.joined(separator: " "))' gave no answer that can be read: \(error)",
                hint: "put a Swift toolchain of version 6.1 or later in the PATH",
                path: folder
            )
        }
    }
}
