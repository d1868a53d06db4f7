import CatgaModel
import CatgaScanner
import Foundation

/// Everything that one run of `verify` found.
struct VerificationReport {
    enum Format: String, CaseIterable {
        case text
        case json
        case sarif
    }

    private(set) var targets: [TargetVerification] = []
    /// What is about no target in particular.
    private(set) var otherFindings: [Finding] = []
    /// What was checked besides, a line each.
    private(set) var remarks: [String] = []
    private let library = SourceLibrary()

    /// Of all targets, each once: those of a shared file are met once a target.
    var findings: [Finding] { RuleBook.sorted(targets.flatMap(\.findings) + otherFindings) }

    func isClean(strict: Bool) -> Bool {
        let findings = findings
        return findings.errorCount == 0 && (!strict || findings.isEmpty)
    }

    mutating func verify(
        _ request: GenerationRequest,
        output: String?,
        origin: TargetVerification.Origin
    ) throws(Trouble) {
        targets.append(try TargetVerification(request, output: output, origin: origin, library: library))
    }

    /// Every target of the graph's root that uses Catga.
    mutating func verify(_ graph: PackageGraph, buildFolder: String?) throws(Trouble) {
        let buildFolder = buildFolder ?? PackageGraph.join(graph.root.path, ".build")
        for node in graph.targets {
            let pluginOutput = graph.pluginOutput(of: node, buildFolder: buildFolder)
            let output = node.committedFile ?? pluginOutput
            if output == nil, graph.namesPlugins, !node.usesPlugin { continue }
            let verification = try TargetVerification(
                graph.request(for: node),
                output: output,
                origin: node.committedFile == nil ? .plugin : .committed,
                library: library
            )
            // A target that only sends others' messages needs no plugin, and perhaps has none.
            if output == nil, !node.usesPlugin, verification.isEmpty { continue }
            targets.append(verification)
            if let committed = node.committedFile, node.usesPlugin {
                otherFindings.append(VerificationReport.committedBesidePlugin(node.target.name, committed))
            }
        }
        guard !targets.isEmpty else {
            throw Trouble(
                "no target has anything of Catga's to verify",
                hint: "add CatgaPlugin to the plugins of the targets that declare messages or handlers",
                path: graph.root.path
            )
        }
    }

    mutating func verify(objects path: String) throws(Trouble) {
        let audit = try ObjectAudit(path: path)
        otherFindings += audit.findings
        remarks.append(audit.summary)
    }

    private static func committedBesidePlugin(_ target: String, _ path: String) -> Finding {
        TargetVerification.finding(
            VerificationRules.committedBesidePlugin,
            path,
            line: 1,
            "target '\(target)' uses CatgaPlugin and also holds this generated file",
            hint: "delete this file, or remove CatgaPlugin from the target's plugins in Package.swift"
        )
    }
}

extension VerificationReport {
    /// Text goes to both channels, as a compiler's does; a document goes to standard output alone.
    func write(to console: Console, as format: Format, wholeDifferences: Bool) {
        switch format {
        case .text:
            for target in targets { target.report(to: console, wholeDifference: wholeDifferences) }
            console.report(otherFindings)
            for remark in remarks { console.output.write(remark + "\n") }
        case .json: console.output.write(json())
        case .sarif: console.output.write(SARIF.document(of: findings))
        }
    }

    /// ```
    /// {"schema":1,"findings":[{"id":…,"severity":…,"path":…,"line":…,"column":…,"message":…,"hint":…}],
    ///  "targets":[{"module":…,"state":…,"messages":…,"handlers":…}]}
    /// ```
    /// One finding or target a line; `column` counts UTF-8 bytes from 1.
    private func json() -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("schema", 1)
            writer.member("findings") { writer in
                writer.array(findings) { writer, finding in
                    writer.newline()
                    writer.object { writer in
                        writer.member("id", finding.id)
                        writer.member("severity", finding.severity.rawValue)
                        writer.member("path", finding.path)
                        writer.member("line", finding.position.line)
                        writer.member("column", finding.position.column)
                        writer.member("message", finding.message)
                        writer.member("hint", finding.hint)
                    }
                }
            }
            writer.member("targets") { writer in
                writer.array(targets) { writer, target in
                    writer.newline()
                    writer.object { writer in
                        writer.member("module", target.generation.model.target.name)
                        writer.member("state", target.stateName)
                        writer.member("messages", target.messageCount)
                        writer.member("handlers", target.handlerCount)
                    }
                }
            }
        }
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
