/// The unified format that `diff -u` writes and `patch` reads.
struct UnifiedDiff {
    /// Lines shown around a change.
    static let contextLines = 3
    /// A longer difference is cut with a remark, unless all of it was asked for.
    static let maximumShownLines = 200

    /// One line of the output without its line break.
    struct Line: Equatable {
        enum Kind: Equatable {
            case header
            case context
            case removed
            case inserted
            case remark
        }

        var kind: Kind
        var text: String
    }

    let lines: [Line]
    /// No more than somebody will read.
    var shownLines: [Line] {
        if lines.count <= UnifiedDiff.maximumShownLines { return lines }
        let remark = "… and \(lines.count - UnifiedDiff.maximumShownLines) more lines; --diff shows them"
        return lines.prefix(UnifiedDiff.maximumShownLines) + [Line(kind: .remark, text: remark)]
    }
    /// The first line of the old text that differs, counted from 1.
    let firstDifference: Int

    init(path: String, from old: String, to new: String) {
        let oldLines = UnifiedDiff.split(old)
        let newLines = UnifiedDiff.split(new)
        let changes = LineDiff(from: oldLines, to: newLines).changes
        firstDifference = changes.prefix { $0 == .keep }.count + 1
        var lines = [Line(kind: .header, text: "--- \(path)"), Line(kind: .header, text: "+++ \(path)")]
        for hunk in UnifiedDiff.hunks(changes) {
            lines += UnifiedDiff.lines(of: hunk, in: changes, oldLines, newLines)
        }
        self.lines = lines
    }

    /// Lines with their line break, so that a missing one at the end is a difference.
    private static func split(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        let bytes = text.utf8
        while start < text.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map(bytes.index(after:)) ?? text.endIndex
            lines.append(text[start..<end])
            start = end
        }
        return lines
    }

    /// Ranges of `changes` that are shown together.
    private static func hunks(_ changes: [LineDiff.Change]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, change) in changes.enumerated() where change != .keep {
            let range = max(0, index - contextLines)..<min(changes.count, index + contextLines + 1)
            if let last = hunks.last, range.lowerBound <= last.upperBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func lines(
        of hunk: Range<Int>,
        in changes: [LineDiff.Change],
        _ old: [Substring],
        _ new: [Substring]
    ) -> [Line] {
        var oldIndex = changes[..<hunk.lowerBound].count { $0 != .insert }
        var newIndex = changes[..<hunk.lowerBound].count { $0 != .remove }
        let oldCount = changes[hunk].count { $0 != .insert }
        let newCount = changes[hunk].count { $0 != .remove }
        // A range without lines is named by the line in front of it.
        let oldStart = oldCount == 0 ? oldIndex : oldIndex + 1
        let newStart = newCount == 0 ? newIndex : newIndex + 1
        var lines = [Line(kind: .header, text: "@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@")]
        func append(_ kind: Line.Kind, _ mark: String, _ line: Substring) {
            let isTerminated = line.utf8.last == UInt8(ascii: "\n")
            lines.append(Line(kind: kind, text: mark + (isTerminated ? String(line.dropLast()) : String(line))))
            if !isTerminated { lines.append(Line(kind: .remark, text: "\\ No newline at end of file")) }
        }
        for change in changes[hunk] {
            switch change {
            case .keep:
                append(.context, " ", old[oldIndex])
                oldIndex += 1
                newIndex += 1
            case .remove:
                append(.removed, "-", old[oldIndex])
                oldIndex += 1
            case .insert:
                append(.inserted, "+", new[newIndex])
                newIndex += 1
            }
        }
        return lines
    }
}
