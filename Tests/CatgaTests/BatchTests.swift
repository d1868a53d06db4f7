import Synchronization
import Testing

@testable import Catga

@Suite("Many messages in one call")
struct BatchTests {
    /// Answers what was begun, the last first, and counts.
    private final class Other: Sendable {
        struct State {
            var waiting: [UInt64] = []
            var begun: [Int] = []
            var attempts: [UInt32] = []
            var most = 0
            var isOver = false
        }

        let requests: PendingRequests
        let state = Mutex(State())

        init(places: Int) {
            requests = PendingRequests(limit: places)
        }

        func begin(_ place: Int, _ attempt: UInt32) throws(CatgaError) -> UInt64 {
            let number = try requests.begin(timeoutMilliseconds: 60_000).number
            state.withLock { state in
                state.waiting.append(number)
                state.most = max(state.most, state.waiting.count)
                state.begun.append(place)
                state.attempts.append(attempt)
            }
            return number
        }

        func answer() async {
            while !state.withLock({ $0.isOver }) {
                let numbers = state.withLock { state in
                    defer { state.waiting = [] }
                    return state.waiting
                }
                let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
                for number in numbers.reversed() {
                    let token = UnsafeMutableRawPointer(bitPattern: 16)!
                    requests.finish(
                        number, .success(Arrival(bytes: nothing, attempt: 1, expectsAnswer: false, token: token)))
                }
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    private let unsure = CatgaError(code: .timeout, message: "Who knows", isRetryable: true)
    private let wrong = CatgaError(code: .rejected, message: "Never")

    /// - Parameter finish: The error that a place's answer is, by place and the times it was begun.
    private func run(
        _ other: Other,
        _ count: Int,
        window: Int,
        retryMilliseconds: UInt64 = 0,
        endsWithFailure: Bool = false,
        _ finish: (Int, UInt32) -> CatgaError? = { _, _ in nil }
    ) async -> [Int: CatgaError] {
        let retries = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 1, maximumMilliseconds: 2)
        let batch = Batch(
            answers: other.requests,
            window: window,
            tries: Tries(retries, for: retryMilliseconds),
            time: .system,
            endsWithFailure: endsWithFailure
        )
        let answering = Task { await other.answer() }
        var times: [Int: UInt32] = [:]
        let failures = await batch.run(count) { place, attempt async throws(CatgaError) in
            times[place, default: 0] += 1
            return try other.begin(place, attempt)
        } finish: { place, answer throws(CatgaError) in
            _ = try answer.get()
            if let error = finish(place, times[place] ?? 0) { throw error }
        } mayHelp: {
            $0.isRetryable
        }
        other.state.withLock { $0.isOver = true }
        await answering.value
        return failures
    }

    @Test("Not more are under way than may be, and each is sent once, in order", arguments: [1, 2, 7, 500])
    func window(_ window: Int) async {
        let other = Other(places: 1_000)
        #expect(await run(other, 300, window: window).isEmpty)
        let state = other.state.withLock { $0 }
        #expect(state.begun == Array(0..<300))
        #expect(state.most <= window)
        #expect(state.attempts.allSatisfy { $0 == 1 })
    }

    @Test("Where there are fewer places to wait in than messages, all are sent nevertheless, and once")
    func places() async {
        let other = Other(places: 3)
        #expect(await run(other, 100, window: 50).isEmpty)
        #expect(other.state.withLock { $0.begun } == Array(0..<100))
    }

    @Test("Where nobody ever gives a place back, all fail, and none waits for ever")
    func full() async throws {
        let other = Other(places: 1)
        _ = try other.requests.begin(timeoutMilliseconds: 3_600_000)
        let failures = await run(other, 5, window: 2)
        #expect(failures.count == 5)
        #expect(failures.values.allSatisfy { $0.code == .overloaded })
    }

    @Test("What may help to send again is sent again, and nothing else")
    func again() async {
        let other = Other(places: 100)
        let failures = await run(other, 20, window: 6) { place, times in
            switch place {
            case 3, 4: times < 3 ? unsure : nil
            case 9: unsure
            case 12: wrong
            default: nil
            }
        }
        #expect(failures.mapValues(\.code) == [9: .timeout, 12: .rejected])
        let begun = other.state.withLock { $0.begun }
        for place in 0..<20 {
            #expect(begun.count { $0 == place } == ([3, 4, 9].contains(place) ? 3 : 1), "\(place)")
        }
        #expect(other.state.withLock { $0.attempts.max() } == 3)
    }

    @Test("While time is left it is tried more often than the schedule says, unless there is no room")
    func patience() async {
        let other = Other(places: 100)
        let failures = await run(other, 20, window: 6, retryMilliseconds: 3_600_000) { place, times in
            switch place {
            case 3, 8: times < 40 ? unsure : nil
            case 9: CatgaError(code: .overloaded, message: "Full", isRetryable: true)
            default: nil
            }
        }
        #expect(failures.mapValues(\.code) == [9: .overloaded])
        let begun = other.state.withLock { $0.begun }
        #expect(begun.count { $0 == 3 } == 40 && begun.count { $0 == 8 } == 40 && begun.count { $0 == 9 } == 3)
    }

    @Test("The time to try again begins with the first failure, and anew where others get through")
    func time() async throws {
        var tries = Tries(RetrySchedule(maximumAttempts: 2, baseMilliseconds: 1, maximumMilliseconds: 1), for: 50)
        #expect(tries.delayMilliseconds(after: 7, unsure) == 1)
        #expect(tries.delayMilliseconds(after: 7, CatgaNode.refusal) == nil)
        try await Task.sleep(for: .milliseconds(60))
        #expect(tries.delayMilliseconds(after: 7, unsure) == nil)
        #expect(tries.delayMilliseconds(after: 1, unsure) == 1)
        tries.succeed()
        #expect(tries.delayMilliseconds(after: 7, unsure) == 1)
    }

    @Test("Where one failed for good, those not sent yet are not, and are told why")
    func end() async {
        let other = Other(places: 100)
        // Of the last four under way one fails for good, and one in a way that would have been tried again.
        let failures = await run(other, 50, window: 4, endsWithFailure: true) { place, _ in
            place == 9 ? wrong : place == 8 ? unsure : nil
        }
        let sent = Set(other.state.withLock { $0.begun })
        #expect(sent.count < 20)
        #expect(Set(failures.keys) == Set(0..<50).subtracting(sent).union([8, 9]))
        #expect(failures.filter { $0.key != 8 }.values.allSatisfy { $0.code == .rejected })
        #expect(failures[8]?.message == "Who knows")
        #expect(failures[9]?.message == "Never")
        #expect(failures[49]?.message == "Not sent, as one before it failed: Never")
    }

    @Test("A task that is cancelled waits no longer and sends no more")
    func cancellation() async {
        let requests = PendingRequests(limit: 10)
        let task = Task {
            let batch = Batch(
                answers: requests, window: 4, tries: Tries(RetrySchedule()), time: .system, endsWithFailure: false)
            return await batch.run(100) { _, _ async throws(CatgaError) in
                try requests.begin(timeoutMilliseconds: 3_600_000).number
            } finish: { _, answer throws(CatgaError) in
                _ = try answer.get()
            } mayHelp: {
                $0.isRetryable
            }
        }
        try? await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let failures = await task.value
        #expect(failures.count == 100)
        #expect(failures.values.allSatisfy { $0.code == .cancelled })
    }

    @Test("What a call for many messages throws says how many failed, and which first")
    func words() {
        let error = BatchError(failures: [7: wrong, 4: unsure], count: 9)
        #expect("\(error)".hasPrefix("2 of 9 messages are not known to be kept; the first is at place 4: "))
    }
}
