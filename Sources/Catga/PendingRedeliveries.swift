import Synchronization

/// The deliveries that wait for their next attempt, one task each and no more than a bound.
final class PendingRedeliveries: Sendable {
    private struct State {
        var next: UInt64 = 0
        var tasks: [UInt64: Task<Void, Never>] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { state.withLock { $0.tasks.isEmpty } }

    /// - Returns: `false`, and nothing runs, where the bound is reached or the node has closed.
    func add(_ attempt: @escaping @Sendable () async -> Void) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.tasks.count < limit else { return false }
            let number = state.next
            state.next += 1
            // The task cannot remove itself before it is stored: it needs the lock for that.
            state.tasks[number] = Task {
                await attempt()
                self.state.withLock { _ = $0.tasks.removeValue(forKey: number) }
            }
            return true
        }
    }

    /// Takes no more and cancels what waits; each cancelled delivery becomes a dead letter.
    func close() async {
        let tasks = state.withLock { state in
            state.isClosed = true
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
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
