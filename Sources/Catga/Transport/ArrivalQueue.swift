import Synchronization

/// Arrivals of one channel, handled one after another in the order they came. A task runs while there are any.
final class ArrivalQueue: Sendable {
    private struct State {
        var waiting: [Arrival] = []
        /// The first in `waiting` that was not handled yet.
        var first = 0
        var isRunning = false
    }

    private let state = Mutex(State())
    private let limit: Int
    private let channel: Channel

    init(of channel: Channel, limit: Int) {
        self.channel = channel
        self.limit = limit
    }

    /// - Parameter node: Does not shut down before the arrival has been handled.
    /// - Returns: `false` where there is no room.
    func add(_ arrival: Arrival, for node: CatgaNode, handledBy link: NodeLink) -> Bool {
        let (isAdded, mustRun) = state.withLock { state in
            guard state.waiting.count - state.first < limit else { return (false, false) }
            state.waiting.append(arrival)
            defer { state.isRunning = true }
            return (true, !state.isRunning)
        }
        if isAdded { node.hold() }
        if mustRun {
            Task {
                while let arrival = self.next() {
                    await link.take(arrival, from: self.channel, for: node)
                    node.leave()
                }
            }
        }
        return isAdded
    }

    private func next() -> Arrival? {
        state.withLock { state in
            guard state.first < state.waiting.count else {
                state.waiting.removeAll(keepingCapacity: state.waiting.count <= 1024)
                state.first = 0
                state.isRunning = false
                return nil
            }
            state.first += 1
            // Moved down once in a while, so that a queue which never empties does not grow.
            if state.first > 1024, state.first * 2 > state.waiting.count {
                state.waiting.removeFirst(state.first - 1)
                state.first = 1
            }
            return state.waiting[state.first - 1]
        }
    }
}
