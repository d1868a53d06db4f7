import CatgaCore
import Testing

@Suite("Retry schedule")
struct RetryScheduleTests {
    private let schedule = RetrySchedule(maximumAttempts: 40, baseMilliseconds: 20, maximumMilliseconds: 1000)

    @Test("The longest wait doubles until it meets the limit")
    func doubles() {
        let longest = (1...8).map { attempt in
            (0..<2000).compactMap { schedule.delayMilliseconds(after: UInt32(attempt), random: $0) }.max()
        }
        #expect(longest == [20, 40, 80, 160, 320, 640, 1000, 1000])
    }

    @Test("A wait is never zero, and after the last attempt there is none")
    func bounds() {
        #expect(schedule.delayMilliseconds(after: 1, random: 0) == 1)
        #expect(schedule.delayMilliseconds(after: 39, random: .max) != nil)
        #expect(schedule.delayMilliseconds(after: 40, random: 0) == nil)
        #expect(RetrySchedule(maximumAttempts: 0).delayMilliseconds(after: 1, random: 0) == nil)
        let huge = RetrySchedule(maximumAttempts: .max, baseMilliseconds: .max, maximumMilliseconds: .max)
        #expect(huge.delayMilliseconds(after: 1000, random: 5) != nil)
        var hasty = schedule
        (hasty.baseMilliseconds, hasty.maximumMilliseconds) = (0, 0)
        #expect(hasty.delayMilliseconds(after: 1, random: 5) == 1)
    }
}
