import CatgaModel
import CatgaScanner

/// Compares what would be generated now for one target with what is there.
struct TargetVerification {
    enum State {
        case current
        /// `nil` where there is no file at all.
        case stale(UnifiedDiff?)
        /// There is nothing to compare with yet; the rules were checked all the same.
        case notGenerated
        /// Errors are in the way.
        case refused
    }

    /// What to run for a file that is not current.
    enum Origin {
        case plugin
        case committed

        var remedy: String {
            switch self {
            case .plugin: "run 'swift build', which writes it anew"
            case .committed: "run 'catga-gen generate' with the same arguments, and commit the result"
            }
        }
    }

    let generation: Generation
    let state: State
    let outputPath: String?
    /// Those of the sources, and those about the generated file.
    private(set) var findings: [Finding]
    private let origin: Origin

    init(
        _ request: GenerationRequest,
        output: String?,
        origin: Origin,
        library: SourceLibrary
    ) throws(Trouble) {
        generation = try Generation(request, library: library)
        findings = generation.findings
        outputPath = output
        self.origin = origin
        guard let text = generation.text else {
            state = .refused
            return
        }
        let again = try Generation(request, library: library, reversesFiles: true).text
        if let finding = TargetVerification.difference(text, again, request) { findings.append(finding) }
        guard let output else {
            state = .notGenerated
            return
        }
        guard let bytes = try FileBytes.readIfPresent(output) else {
            state = .stale(nil)
            findings.append(TargetVerification.missing(output, origin))
            return
        }
        if FileBytes.are(bytes, text) {
            state = .current
        } else {
            let diff = UnifiedDiff(path: output, from: String(decoding: bytes, as: UTF8.self), to: text)
            state = .stale(diff)
            findings.append(TargetVerification.stale(output, at: diff.firstDifference, origin))
        }
    }

    /// Nothing in the target wants to be generated: it only uses other modules' messages.
    var isEmpty: Bool { messageCount == 0 && handlerCount == 0 }

    var messageCount: Int {
        let model = generation.model
        return model.payloads.count { $0.name.module == model.target.name && $0.kind.isMessage }
    }

    var handlerCount: Int {
        let model = generation.model
        return model.handlerTypes.reduce(0) { $0 + ($1.name.module == model.target.name ? $1.methods.count : 0) }
    }
}

extension TargetVerification {
    /// Findings to standard error; the difference and a summary line to standard output.
    func report(to console: Console, wholeDifference: Bool) {
        console.report(findings)
        if case .stale(let diff?) = state { console.show(wholeDifference ? diff.lines : diff.shownLines) }
        console.output.write("\(generation.model.target.name): \(summary)\n")
    }

    private static func missing(_ path: String, _ origin: Origin) -> Finding {
        finding(VerificationRules.stale, path, line: 1, "the generated file is missing", hint: origin.remedy)
    }

    private static func stale(_ path: String, at line: Int, _ origin: Origin) -> Finding {
        let message = "the generated file is stale: it differs from what the sources give now"
        return finding(VerificationRules.stale, path, line: line, message, hint: origin.remedy)
    }

    static func difference(_ first: String, _ second: String?, _ request: GenerationRequest) -> Finding? {
        if first == second { return nil }
        return finding(
            VerificationRules.nondeterministic,
            request.sources.first ?? request.module,
            line: 1,
            "what is generated for '\(request.module)' depends on the order of its files",
            hint: "please report this with the sources that show it"
        )
    }

    static func finding(
        _ rule: ToolRule,
        _ path: String,
        line: Int,
        _ message: String,
        hint: String
    ) -> Finding {
        Finding(
            id: rule.id,
            path: path,
            position: SourcePosition(line: line, column: 1),
            message: message,
            hint: hint
        )
    }

    /// One word or two: `current`, `stale`, `not generated yet, checked in memory`.
    var stateName: String {
        switch state {
        case .current: "current"
        case .stale(nil): "missing"
        case .stale: "stale"
        case .notGenerated: "not generated yet, checked in memory"
        case .refused: "refused"
        }
    }

    private var summary: String {
        var parts = [stateName]
        if case .refused = state { parts.append(TargetVerification.count(findings.errorCount, "error")) }
        parts.append(TargetVerification.count(messageCount, "message"))
        parts.append(TargetVerification.count(handlerCount, "handler"))
        let warnings = findings.warningCount
        if warnings > 0 { parts.append(TargetVerification.count(warnings, "warning")) }
        return parts.joined(separator: ", ")
    }

    private static func count(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

extension Console {
    /// As `diff -u` prints it.
    fileprivate func show(_ lines: [UnifiedDiff.Line]) {
        for line in lines {
            switch line.kind {
            case .header: output.write(output.styled(line.text, .bold) + "\n")
            case .removed: output.write(output.styled(line.text, .red) + "\n")
            case .inserted: output.write(output.styled(line.text, .green) + "\n")
            case .context, .remark: output.write(line.text + "\n")
            }
        }
    }
}
