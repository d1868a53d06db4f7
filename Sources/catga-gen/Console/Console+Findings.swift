import CatgaScanner

extension Console {
    /// Prints every finding in the compilers' own form, which editors and build logs turn into links.
    func report(_ findings: [Finding]) {
        var text = ""
        for finding in findings { append(finding, to: &text) }
        errors.write(text)
    }

    private func append(_ finding: Finding, to text: inout String) {
        let place = "\(finding.path):\(finding.position.line):\(finding.position.column):"
        let severity =
            finding.severity == .error ? errors.styled("error:", .boldRed) : errors.styled("warning:", .boldYellow)
        text += "\(place) \(severity) \(finding.id): \(finding.message)\n"
        guard let hint = finding.hint else { return }
        let lines = hint.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index == 0 {
                text += "\(place) \(errors.styled("note:", .cyan)) \(line)\n"
            } else {
                text += line.isEmpty ? "\n" : "    \(line)\n"
            }
        }
    }
}

extension [Finding] {
    var errorCount: Int { count { $0.severity == .error } }
    var warningCount: Int { count { $0.severity == .warning } }
}
