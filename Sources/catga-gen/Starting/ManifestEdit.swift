import CatgaScanner

/// Puts Catga into a Package.swift: the package dependency, and in one target the product and the plugin.
///
/// It reads tokens, so that comments, strings and formatting are no trouble, and inserts text; whatever else stands in
/// the manifest stays as it is.
struct ManifestEdit {
    /// Where Catga comes from.
    struct Source {
        /// `.package(path: "../Catga")`
        var declaration: String
        /// The name under which products are found.
        var identity: String
    }

    let targetName: String
    private(set) var text: String

    /// - Throws: ``Trouble`` where the manifest is not written the usual way, with what to write by hand.
    init(_ manifest: String, path: String, source: Source) throws(Trouble) {
        let file = SourceFile(path: path, bytes: Array(manifest.utf8))
        let tokens = file.tokens(in: file.extent)
        let product = ".product(name: \"Catga\", package: \"\(source.identity)\")"
        let plugin = ".plugin(name: \"CatgaPlugin\", package: \"\(source.identity)\")"
        guard let package = Call("Package", in: file, tokens), let target = Call("executableTarget", in: file, tokens),
            let name = target.argument("name"), tokens[name].kind == .string, let targets = package.label("targets")
        else {
            throw Trouble(
                "has no executable target that could be found",
                hint:
                    "add \(source.declaration) to the package's dependencies, and \(product) and \(plugin) to a target's",
                path: path
            )
        }
        targetName = String(file.text(tokens[name]).dropFirst().dropLast())
        if tokens.contains(where: { $0.kind == .string && file.text($0) == "\"CatgaPlugin\"" }) {
            throw Trouble(
                "uses CatgaPlugin already", hint: "write messages and handlers, and run 'swift build'", path: path)
        }
        var edits: [(offset: Int, text: String)] = []
        if let list = package.list("dependencies") {
            edits.append((tokens[list].end, "\n        \(source.declaration),"))
        } else {
            let list = "dependencies: [\n        \(source.declaration)\n    ],\n    "
            edits.append((tokens[targets].start, list))
        }
        if let list = target.list("dependencies") {
            edits.append((tokens[list].end, "\n                \(product),"))
        } else {
            edits.append((tokens[name].end, ",\n            dependencies: [\(product)]"))
        }
        if let list = target.list("plugins") {
            edits.append((tokens[list].end, "\n                \(plugin),"))
        } else {
            let last = tokens[target.end - 1]
            let comma = last.kind == .comma ? "" : ","
            edits.append((last.end, "\(comma)\n            plugins: [\(plugin)]"))
        }
        text = ManifestEdit.apply(edits, to: file.bytes)
    }

    /// Later places first, so that earlier offsets stay right; of two at one place the first stays in front.
    private static func apply(_ edits: [(offset: Int, text: String)], to bytes: [UInt8]) -> String {
        var bytes = bytes
        let ordered = edits.enumerated().sorted { ($0.element.offset, $0.offset) > ($1.element.offset, $1.offset) }
        for (_, edit) in ordered { bytes.insert(contentsOf: edit.text.utf8, at: edit.offset) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `name(label: argument, …)`, by token positions.
    private struct Call {
        let tokens: [Token]
        let file: SourceFile
        /// Position of the closing parenthesis.
        let end: Int
        /// Positions of labels at the call's own level.
        private var labels: [String: Int] = [:]

        /// The first call of `name`.
        init?(_ name: String, in file: SourceFile, _ tokens: [Token]) {
            self.tokens = tokens
            self.file = file
            let start = tokens.indices.dropLast().first { position in
                tokens[position].kind == .word && tokens[position + 1].kind == .leftParenthesis
                    && file.text(tokens[position]) == name
            }
            guard let start else { return nil }
            var depth = 0
            for position in (start + 1)..<tokens.count {
                switch tokens[position].kind {
                case .leftParenthesis, .leftSquare, .leftBrace: depth += 1
                case .rightParenthesis, .rightSquare, .rightBrace: depth -= 1
                case .colon where depth == 1: labels[file.text(tokens[position - 1])] = position - 1
                default: break
                }
                if depth == 0 {
                    end = position
                    return
                }
            }
            return nil
        }

        func label(_ name: String) -> Int? { labels[name] }

        /// The position of the argument's first token.
        func argument(_ label: String) -> Int? {
            labels[label].map { $0 + 2 }.flatMap { tokens.indices.contains($0) ? $0 : nil }
        }

        /// The position of the argument's `[`, where it is a list.
        func list(_ label: String) -> Int? {
            argument(label).flatMap { tokens[$0].kind == .leftSquare ? $0 : nil }
        }
    }
}
