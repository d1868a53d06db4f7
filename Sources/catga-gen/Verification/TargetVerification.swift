import CatgaModel

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
    }

    let generation: Generation
    let state: State
    let outputPath: String?
    private let origin: Origin

    init(
        _ request: GenerationRequest,
        output: String?,
        origin: Origin,
        library: SourceLibrary
    ) throws(Trouble) {
        generation = try Generation(request, library: library)
        outputPath = output
        self.origin = origin
        guard let text = generation.text else {
            state = .refused
            return
        }
        guard let output else {
            state = .notGenerated
            return
        }
        guard let bytes = try FileBytes.readIfPresent(output) else {
            state = .stale(nil)
            return
        }
        if FileBytes.areEqual(bytes, Array(text.utf8)) {
            state = .current
        } else {
            state = .stale(UnifiedDiff(path: output, from: String(decoding: bytes, as: UTF8.self), to: text))
        }
    }

    var isClean: Bool {
        switch state {
        case .current, .notGenerated: true
        case .stale, .refused: false
        }
    }

    /// Nothing in the target wants to be generated: it only uses other modules' messages.
    var isEmpty: Bool { messageCount == 0 && handlerCount == 0 }

    private var messageCount: Int {
        let model = generation.model
        return model.payloads.count { $0.name.module == model.target.name && $0.kind.isMessage }
    }

    private var handlerCount: Int {
        let model = generation.model
        return model.handlerTypes.reduce(0) { $0 + ($1.name.module == model.target.name ? $1.methods.count : 0) }
    }
}

extension TargetVerification {
    /// Findings and staleness to standard error; the difference and a summary line to standard output.
    func report(to console: Console) {
        console.report(generation.findings)
        if case .stale(let diff) = state, let outputPath {
            console.report(staleness(outputPath, diff))
            if let diff { console.show(diff) }
        }
        console.output.write("\(generation.model.target.name): \(summary)\n")
    }

    private func staleness(_ path: String, _ diff: UnifiedDiff?) -> Trouble {
        let remedy =
            switch origin {
            case .plugin: "run 'swift build', which writes it anew"
            case .committed: "run 'catga-gen generate' with the same arguments, and commit the result"
            }
        guard let diff else { return Trouble("the generated file is missing", hint: remedy, path: path) }
        return Trouble(
            "the generated file is stale: it differs from what the sources give now",
            hint: remedy,
            path: path,
            at: .init(line: diff.firstDifference, column: 1)
        )
    }

    private var summary: String {
        var parts: [String]
        switch state {
        case .current: parts = ["current"]
        case .stale(nil): parts = ["missing"]
        case .stale: parts = ["stale"]
        case .notGenerated: parts = ["not generated yet, checked in memory"]
        case .refused: parts = ["refused", TargetVerification.count(generation.findings.errorCount, "error")]
        }
        parts.append(TargetVerification.count(messageCount, "message"))
        parts.append(TargetVerification.count(handlerCount, "handler"))
        let warnings = generation.findings.warningCount
        if warnings > 0 { parts.append(TargetVerification.count(warnings, "warning")) }
        return parts.joined(separator: ", ")
    }

    private static func count(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

extension Console {
    /// As `diff -u` prints it.
    fileprivate func show(_ diff: UnifiedDiff) {
        for line in diff.lines {
            switch line.kind {
            case .header: output.write(output.styled(line.text, .bold) + "\n")
            case .removed: output.write(output.styled(line.text, .red) + "\n")
            case .inserted: output.write(output.styled(line.text, .green) + "\n")
            case .context, .remark: output.write(line.text + "\n")
            }
        }
    }
}
