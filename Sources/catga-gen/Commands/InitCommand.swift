import Foundation

/// `init`: from an empty package to a running, verified program.
enum InitCommand {
    static let command = Command(
        specification: CommandSpecification(
            name: "init",
            summary: "Makes an empty package a running program",
            usage: ["init --catga PATH-OR-URL [--package DIR]"],
            options: [
                .init(
                    name: "--catga",
                    arity: .one,
                    valueName: "PATH-OR-URL",
                    summary: "Where the package takes Catga from: a folder, or a repository"
                ),
                .init(
                    name: "--package",
                    arity: .one,
                    valueName: "DIR",
                    summary: "The package: an empty folder, or what 'swift package init' left (default: .)"
                ),
            ],
            discussion: """
                Writes messages, handlers and main.swift, and puts Catga and its plugin into Package.swift.
                A folder in which somebody has written something already is left alone.
                """
        ),
        run: run
    )

    /// What the template of `swift package init` prints; a source with this in it holds nothing of anybody's.
    private static let templateMark = "print(\"Hello, world!\")"

    private static func run(_ arguments: ParsedArguments, console: Console) throws(Trouble) -> ExitCode {
        let location = try arguments.requiredValue(of: "--catga", example: "../Catga")
        let folder = arguments.value(of: "--package") ?? "."
        let manifestPath = PackageGraph.join(folder, "Package.swift")
        let present = try FileBytes.readIfPresent(manifestPath).map { String(decoding: $0, as: UTF8.self) }
        let manifest: String
        if let present {
            manifest = present
        } else {
            manifest = StarterFiles.manifest(name: try packageName(of: folder))
        }
        let edit = try ManifestEdit(manifest, path: manifestPath, source: source(location, from: folder))
        let sources = PackageGraph.join(folder, "Sources/\(edit.targetName)")
        let template = try templateFile(in: sources)

        for (name, text) in [
            ("Messages.swift", StarterFiles.messages), ("Handlers.swift", StarterFiles.handlers),
            ("main.swift", StarterFiles.main),
        ] {
            try write(text, to: PackageGraph.join(sources, name), console)
        }
        try write(edit.text, to: manifestPath, console)
        if let template, FilePath.lastComponent(of: template) != "main.swift" {
            try? FileManager.default.removeItem(atPath: template)
            console.output.write("removed \(template)\n")
        }
        console.output.write("next: 'swift run', then 'swift package catga-verify'\n")
        return .clean
    }

    private static func write(_ text: String, to path: String, _ console: Console) throws(Trouble) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try FileBytes.replace(path, with: text)
        console.output.write("wrote \(path)\n")
    }

    /// The one file of the template, if there is one.
    private static func templateFile(in folder: String) throws(Trouble) -> String? {
        let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).filter {
            !FilePath.lastComponent(of: $0).hasPrefix(".")
        }
        guard let name = names.first else { return nil }
        let path = PackageGraph.join(folder, name)
        let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
        let isTemplate = names.count == 1 && name.hasSuffix(".swift") && text.contains(templateMark)
        if isTemplate { return path }
        throw Trouble(
            "holds sources already",
            hint: "start in an empty folder, or add Catga to Package.swift as the README shows",
            path: folder
        )
    }

    private static func packageName(of folder: String) throws(Trouble) -> String {
        let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let isPlain = name.utf8.allSatisfy { byte in
            let letter = byte | 0x20
            return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        }
        if isPlain, let first = name.utf8.first, first > UInt8(ascii: "9") { return name }
        throw Trouble(
            "cannot lend its name to a package",
            hint: "use a folder whose name begins with a letter and has only letters, digits, '-' and '_'",
            path: folder
        )
    }

    private static func source(_ location: String, from folder: String) throws(Trouble) -> ManifestEdit.Source {
        guard !location.contains(where: { $0 == "\"" || $0 == "\\" || $0.isNewline }) else {
            throw Trouble(
                "--catga has a quote, a backslash or a line break", hint: "name a folder or a URL without them")
        }
        var name = FilePath.lastComponent(of: location.hasSuffix("/") ? String(location.dropLast()) : location)
        if location.contains("://") || location.contains("@") {
            if name.hasSuffix(".git") { name.removeLast(4) }
            let declaration = ".package(url: \"\(location)\", from: \"\(Version.current)\")"
            return ManifestEdit.Source(declaration: declaration, identity: name)
        }
        // A folder is named from where the command runs, and the manifest reads it from where it stands.
        let target = URL(fileURLWithPath: location).standardizedFileURL.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: PackageGraph.join(target, "Package.swift")) else {
            throw Trouble("has no Package.swift", hint: "name Catga's folder or URL behind --catga", path: location)
        }
        let base = URL(fileURLWithPath: folder).standardizedFileURL.path(percentEncoded: false)
        let path = location.hasPrefix("/") ? target : FilePath.relative(target, to: base)
        let identity = FilePath.lastComponent(of: target.hasSuffix("/") ? String(target.dropLast()) : target)
        return ManifestEdit.Source(declaration: ".package(path: \"\(path)\")", identity: identity)
    }
}
