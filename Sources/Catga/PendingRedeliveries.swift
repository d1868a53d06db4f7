import Synchronization

/// The deliveries that wait for their next attempt or are at it, one task each and no more than a bound.
final class PendingRedeliveries: Sendable {
    private struct State {
        var next: UInt64 = 0
        var tasks: [UInt64: Task<Void, Never>] = [:]
        /// What gives up those that still wait. Whoever takes it out goes on with the delivery.
        var waiting: [UInt64: @Sendable () -> Void] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { state.withLock { $0.tasks.isEmpty } }

    /// Makes the attempt after the wait; where that throws, or the node closes before, gives it up.
    ///
    /// - Returns: `false`, and nothing runs, where the bound is reached or the node has closed.
    func add(
        after wait: @escaping @Sendable () async throws -> Void,
        _ attempt: @escaping @Sendable () async -> Void,
        orGiveUp giveUp: @escaping @Sendable () -> Void
    ) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.tasks.count < limit else { return false }
            let number = state.next
            state.next += 1
            state.waiting[number] = giveUp
            // The task cannot remove itself before it is stored: it needs the lock for that.
            state.tasks[number] = Task {
                let isDue: Bool
                do {
                    try await wait()
                    isDue = true
                } catch {
                    isDue = false
                }
                guard let giveUp = self.state.withLock({ $0.waiting.removeValue(forKey: number) }) else { return }
                if isDue { await attempt() } else { giveUp() }
                self.state.withLock { _ = $0.tasks.removeValue(forKey: number) }
            }
            return true
        }
    }

    /// Takes no more and gives up what waits, without waiting for tasks: a clock or a handler may not care that they are
    /// cancelled.
    func close() {
        let (tasks, waiting) = state.withLock { state in
            state.isClosed = true
            let tasks = Array(state.tasks.values)
            let waiting = state.waiting
            state.waiting = [:]
            for number in waiting.keys { state.tasks[number] = nil }
            return (tasks, waiting)
        }
        for task in tasks { task.cancel() }
        for (_, giveUp) in waiting.sorted(by: { $0.key < $1.key }) { giveUp() }
    }
}

/// Dead letters in memory, up to a bound.
final class DeadLetterStore: Sendable {
    private let letters = Mutex<[DeadLetter]>([])
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    func add(_ letter: DeadLetter) {
        letters.withLock { if $0.count < limit { $0.append(letter) } }
    }

    var all: [DeadLetter] { letters.withLock { $0 } }
}
