/// Finds the name that somebody probably meant.
enum EditDistance {
    /// Longer names are not compared: the cost grows with the product of both lengths.
    private static let maximumLength = 64

    /// The name with the fewest edits, if those are at most half of what was written; the first of equals.
    static func nearest(to name: String, among candidates: [String]) -> String? {
        let limit = max(1, name.utf8.count / 2)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = between(Array(name.utf8), Array(candidate.utf8))
            if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Levenshtein's distance, with one row of the table at a time.
    private static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard left.count <= maximumLength, right.count <= maximumLength else { return Int.max }
        var row = Array(0...right.count)
        for (leftOffset, leftByte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = leftOffset + 1
            for (rightOffset, rightByte) in right.enumerated() {
                let substituted = diagonal + (leftByte | 0x20 == rightByte | 0x20 ? 0 : 1)
                diagonal = row[rightOffset + 1]
                row[rightOffset + 1] = min(substituted, min(row[rightOffset], diagonal) + 1)
            }
        }
        return row[right.count]
    }
}
