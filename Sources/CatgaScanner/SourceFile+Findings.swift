extension SourceFile {
    /// Offsets are 32 bits wide, which keeps declarations small.
    static func tooLarge(path: String) -> Finding {
        Finding(
            id: ScannerFindings.unreadable,
            path: path,
            position: SourcePosition(line: 1, column: 1),
            message: "the file is larger than 2 GiB and is not read",
            hint: "move the declarations the generator must see into a smaller file"
        )
    }

    /// Looking ahead may meet the same problem twice, so equal ones are dropped.
    func makeFindings(from problems: [LexicalProblem]) -> [Finding] {
        Set(problems).sorted { ($0.offset, $0.message) < ($1.offset, $1.message) }.map { problem in
            Finding(
                id: problem.id,
                path: path,
                position: position(at: problem.offset),
                message: problem.message,
                hint: problem.hint
            )
        }
    }
}

extension LexicalProblem {
    var id: String {
        switch kind {
        case .nestedInterpolation, .nestedType, .nestedConditional: ScannerFindings.nestedTooDeep
        default: ScannerFindings.unreadable
        }
    }

    var message: String {
        switch kind {
        case .unterminatedString: "this string literal is never closed"
        case .unterminatedComment: "this comment is never closed"
        case .unterminatedRegex: "this regular expression literal is never closed"
        case .unclosedBracket: "this bracket is never closed"
        case .unopenedBracket: "this bracket closes what was never opened"
        case .unclosedConditional: "this '#if' has no '#endif'"
        case .unopenedConditional: "this directive belongs to no '#if'"
        case .nestedInterpolation:
            "string interpolations are nested more than \(ScannerLimits.nestingDepth) deep; the rest is not read"
        case .nestedType: "types are nested more than \(ScannerLimits.nestingDepth) deep; this one is not read"
        case .nestedConditional:
            "more than \(ScannerLimits.conditionalBlocks) '#if' blocks are nested or branches chained"
        }
    }

    var hint: String? {
        switch kind {
        case .unterminatedString: "close it with as many quotes and '#' as opened it"
        case .unterminatedComment: "close it with '*/'; comments nest, so each '/*' needs its own"
        case .unterminatedRegex: "close it with '/' and as many '#' as opened it"
        case .unclosedBracket, .unclosedConditional: nil
        case .unopenedBracket, .unopenedConditional: "remove it, or add what it should close"
        case .nestedInterpolation, .nestedType, .nestedConditional: "split it up"
        }
    }
}
