import Testing

@testable import OrderSystem

struct LatencyHistogramTests {
    @Test func `Percentiles are at most a sixteenth too high`() {
        var histogram = LatencyHistogram()
        for nanoseconds in UInt64(1)...10_000 { histogram.record(nanoseconds) }
        #expect(5_000...5_313 ~= histogram.nanoseconds(atPercent: 50))
        #expect(9_900...10_000 ~= histogram.nanoseconds(atPercent: 99))
        #expect(histogram.nanoseconds(atPercent: 100) == 10_000)
        #expect(histogram.count == 10_000)
    }

    @Test func `Any time has its place`() {
        var histogram = LatencyHistogram()
        for power in 0..<64 {
            histogram.record(1 << UInt64(power))
            histogram.record((1 << UInt64(power)) - 1)
        }
        histogram.record(.max)
        #expect(histogram.rows.map(\.count).reduce(0, +) == 129)
        #expect(histogram.rows.first?.lowerNanoseconds == 0)
        #expect(histogram.rows.last?.lowerNanoseconds == 1 << 63)
    }

    @Test func `Rows are powers of two from the first to the last that has calls`() {
        var histogram = LatencyHistogram()
        for nanoseconds: UInt64 in [16, 31, 64, 127, 100] { histogram.record(nanoseconds) }
        let rows = histogram.rows
        #expect(rows.map(\.lowerNanoseconds) == [16, 32, 64])
        #expect(rows.map(\.count) == [2, 0, 3])
        #expect(LatencyHistogram().rows.isEmpty)
        #expect(LatencyHistogram().nanoseconds(atPercent: 50) == 0)
    }
}
