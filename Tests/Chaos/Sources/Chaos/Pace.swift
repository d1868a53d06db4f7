import Synchronization

/// How fast messages are sent: so that they last as long as the plan, whatever it takes.
final class Pace: Sendable {
    private struct State {
        var next: Int64 = 0
        /// Numbers below it may be sent.
        var limit = 0.0
        var remainingSeconds: Double
        var leastSeconds = 1.0
        var isOver = false
    }

    private let state: Mutex<State>
    private let count: Int64

    init(count: Int, seconds: Double) {
        self.count = Int64(count)
        state = Mutex(State(remainingSeconds: seconds))
    }

    /// - Parameters:
    ///   - seconds: What the rest of the plan will take.
    ///   - atLeast: However long the step takes that comes now.
    func expect(seconds: Double, atLeast: Double) {
        state.withLock { state in
            state.leastSeconds = max(atLeast, 1)
            state.remainingSeconds = max(seconds, state.leastSeconds)
        }
    }

    /// The rest as fast as it can.
    func finish() {
        state.withLock { $0.limit = .infinity }
    }

    /// Nobody is to begin anything any more.
    func stop() {
        state.withLock { $0.isOver = true }
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    /// The next number when its time has come; `nil` after the last.
    func next() async -> Int64? {
        while true {
            let number: Int64?? = state.withLock { state in
                guard state.next < count, !state.isOver else { return .some(nil) }
                guard Double(state.next) < state.limit else { return nil }
                state.next += 1
                return state.next - 1
            }
            if let number { return number }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    func run() async {
        let tick = 0.01
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(tick))
            state.withLock { state in
                state.limit += max(Double(count) - state.limit, 0) * tick / state.remainingSeconds
                state.remainingSeconds = max(state.remainingSeconds - tick, state.leastSeconds)
            }
        }
    }
}
