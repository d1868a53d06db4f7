import CatgaScanner

/// `// catga:allow CATGA0080 the vendor's call has no other form`: one finding that somebody has thought about.
///
/// It stands behind the code it speaks of, or alone on the line above.
package struct Suppression: Hashable, Sendable {
    package static let marker = "catga:allow"

    package var place: Place
    /// As written; empty where nothing is.
    package var id: String
    package var reason: String
    /// The line whose findings it speaks of.
    package var line: Int

    /// Those of one file, in source order.
    static func all(in file: SourceFile) -> [Suppression] {
        let comments = file.comments(markedWith: marker)
        var suppressions: [Suppression] = []
        // Several may stand on top of one another; all of them speak of the first line of code behind them.
        var lineBelow: (comment: Int, code: Int) = (0, 0)
        for comment in comments.reversed() {
            // A second comment on the line is another matter; a reason may still name a URL.
            let text = comment.text.firstRange(of: " //").map { comment.text[..<$0.lowerBound] } ?? comment.text[...]
            let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            var line = comment.position.line
            if comment.isAlone {
                let code = lineBelow.comment == line + 1 ? lineBelow.code : line + 1
                lineBelow = (line, code)
                line = code
            }
            suppressions.append(
                Suppression(
                    place: Place(path: file.path, position: comment.position),
                    id: words.first.map(String.init) ?? "",
                    reason: words.count > 1 ? String(words[1]) : "",
                    line: line
                )
            )
        }
        return suppressions.reversed()
    }
}
