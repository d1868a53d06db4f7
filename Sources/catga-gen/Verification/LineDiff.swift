/// What changed between two texts, line by line: Myers' algorithm ("An O(ND) Difference Algorithm", 1986), bounded.
struct LineDiff {
    enum Change: Equatable {
        case keep
        case remove
        case insert
    }

    /// Beyond this number of changes the rest is reported as replaced: nobody reads on, and the time is quadratic.
    static let changeLimit = 500

    /// One entry a line of either text, in reading order.
    let changes: [Change]

    init(from old: [Substring], to new: [Substring]) {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
        }
        // Lines are compared many times; numbers compare faster than texts.
        var numbers: [Substring: Int] = [:]
        func number(_ line: Substring) -> Int {
            if let number = numbers[line] { return number }
            numbers[line] = numbers.count
            return numbers.count - 1
        }
        let oldMiddle = old[start..<(old.count - end)].map(number)
        let newMiddle = new[start..<(new.count - end)].map(number)
        changes =
            Array(repeating: .keep, count: start) + LineDiff.middle(oldMiddle, newMiddle)
            + Array(repeating: .keep, count: end)
    }

    private static func middle(_ old: [Int], _ new: [Int]) -> [Change] {
        let limit = min(old.count + new.count, changeLimit)
        // `furthest[limit + d]` is how far into `old` the best path on diagonal d has come.
        var furthest = [Int](repeating: 0, count: 2 * limit + 3)
        var steps: [[Int]] = []
        for count in 0...limit {
            steps.append(furthest)
            for diagonal in stride(from: -count, through: count, by: 2) {
                let goesDown = isInsertion(diagonal, count: count, furthest: furthest, limit: limit)
                var x = goesDown ? furthest[limit + 1 + diagonal + 1] : furthest[limit + 1 + diagonal - 1] + 1
                while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
                furthest[limit + 1 + diagonal] = x
                if x >= old.count, x - diagonal >= new.count {
                    return path(steps, oldCount: old.count, newCount: new.count, limit: limit)
                }
            }
        }
        return Array(repeating: .remove, count: old.count) + Array(repeating: .insert, count: new.count)
    }

    private static func isInsertion(_ diagonal: Int, count: Int, furthest: [Int], limit: Int) -> Bool {
        if diagonal == -count { return true }
        if diagonal == count { return false }
        return furthest[limit + 1 + diagonal - 1] < furthest[limit + 1 + diagonal + 1]
    }

    /// Walks back from the end, over what was known before each step.
    private static func path(_ steps: [[Int]], oldCount: Int, newCount: Int, limit: Int) -> [Change] {
        var changes: [Change] = []
        var x = oldCount
        var y = newCount
        for count in stride(from: steps.count - 1, through: 0, by: -1) {
            let furthest = steps[count]
            let diagonal = x - y
            let goesDown = isInsertion(diagonal, count: count, furthest: furthest, limit: limit)
            let previous = goesDown ? diagonal + 1 : diagonal - 1
            let previousX = count == 0 ? 0 : furthest[limit + 1 + previous]
            let previousY = count == 0 ? 0 : previousX - previous
            while x > previousX, y > previousY {
                changes.append(.keep)
                x -= 1
                y -= 1
            }
            guard count > 0 else { break }
            changes.append(goesDown ? .insert : .remove)
            x = previousX
            y = previousY
        }
        return changes.reversed()
    }
}
