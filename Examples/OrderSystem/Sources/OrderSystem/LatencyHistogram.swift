/// How long calls took, in a fixed amount of memory however many there are.
///
/// Sixteen buckets for each power of two: a percentile is at most 1/16 above the true value.
struct LatencyHistogram {
    /// The calls that took at least `lowerNanoseconds` and less than twice as long.
    struct Row: Equatable {
        var lowerNanoseconds: UInt64
        var count: Int
    }

    private static let bucketsPerPower = 16

    private var buckets = [Int](repeating: 0, count: 61 * bucketsPerPower)
    private(set) var count = 0
    private(set) var totalNanoseconds: UInt64 = 0
    private(set) var longestNanoseconds: UInt64 = 0

    mutating func record(_ nanoseconds: UInt64) {
        buckets[Self.bucket(of: nanoseconds)] += 1
        count += 1
        totalNanoseconds &+= nanoseconds
        longestNanoseconds = max(longestNanoseconds, nanoseconds)
    }

    mutating func record(since start: ContinuousClock.Instant) {
        let (seconds, attoseconds) = start.duration(to: .now).components
        record(UInt64(max(seconds, 0)) &* 1_000_000_000 &+ UInt64(max(attoseconds, 0)) / 1_000_000_000)
    }

    /// The time within which `percent` of the calls returned, 0 where there were none.
    func nanoseconds(atPercent percent: Int) -> UInt64 {
        let wanted = (count * percent + 99) / 100
        var seen = 0
        for (index, bucketCount) in buckets.enumerated() where bucketCount > 0 {
            seen += bucketCount
            if seen >= wanted { return min(Self.highest(in: index), longestNanoseconds) }
        }
        return 0
    }

    /// One row for each power of two, from the shortest call to the longest; empty rows between them are included.
    var rows: [Row] {
        var rows: [Row] = []
        for start in stride(from: 0, to: buckets.count, by: Self.bucketsPerPower) {
            let rowCount = buckets[start..<(start + Self.bucketsPerPower)].reduce(0, +)
            if rowCount > 0 || !rows.isEmpty {
                rows.append(Row(lowerNanoseconds: start == 0 ? 0 : Self.lowest(in: start), count: rowCount))
            }
        }
        while rows.last?.count == 0 { rows.removeLast() }
        return rows
    }

    // MARK: Buckets

    /// Numbers below 16 have a bucket each; above, the four bits after the leading one choose among sixteen.
    private static func bucket(of nanoseconds: UInt64) -> Int {
        guard nanoseconds >= 16 else { return Int(nanoseconds) }
        let power = 63 - nanoseconds.leadingZeroBitCount
        let position = Int(nanoseconds >> UInt64(power - 4)) & 15
        return (power - 3) * bucketsPerPower + position
    }

    private static func lowest(in bucket: Int) -> UInt64 {
        guard bucket >= bucketsPerPower else { return UInt64(bucket) }
        let power = bucket / bucketsPerPower + 3
        return UInt64(16 + bucket % bucketsPerPower) << UInt64(power - 4)
    }

    private static func highest(in bucket: Int) -> UInt64 {
        bucket + 1 < 61 * bucketsPerPower ? lowest(in: bucket + 1) - 1 : UInt64.max
    }
}
