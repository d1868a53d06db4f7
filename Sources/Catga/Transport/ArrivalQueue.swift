import Synchronization

/// Arrivals of one channel that wait to be handled. One worker handles them in the order they came; it is parked while there
/// are none, and so an arrival starts no task. Where order does not matter others help it: at once where handlers take long,
/// or many wait, and otherwise when nothing has been taken for a while, as the handler at work may be blocked.
final class ArrivalQueue: Sendable {
    /// Whom a worker works for, until the queue is empty.
    typealias Work = (node: CatgaNode, link: NodeLink)

    private struct State {
        var waiting: [Arrival] = []
        /// The first in `waiting` that was not taken yet.
        var first = 0
        /// Taken for good, which tells whether anything moves.
        var taken: UInt64 = 0
        /// Workers that are not parked.
        var running = 0
        var parked: UnsafeContinuation<Work?, Never>?
        /// The worker was woken before it was parked.
        var next: Work?
        var isClosed = false
        var isWatched = false
        /// Of one arrival, on average. Long until the first have shown that it is not.
        var nanoseconds = longNanoseconds + 1

        var count: Int { waiting.count - first }
    }

    private let state = Mutex(State())
    private let isPassed = Atomic<Bool>(false)
    private let passed = Atomic<UInt64>(0)
    private let limit: Int
    private let maximumWorkers: Int
    let channel: Channel

    private static let longNanoseconds: Int64 = 50_000
    /// Arrivals that one worker may have before it, while they take it no time to speak of.
    private static let many = 256
    static let watchInterval = Duration.milliseconds(10)
    private static let idleLooks = 100

    /// - Parameters:
    ///   - limit: Arrivals that may wait.
    ///   - maximumWorkers: 1 where the order matters.
    init(of channel: Channel, limit: Int, maximumWorkers: Int) {
        self.channel = channel
        self.limit = limit
        self.maximumWorkers = maximumWorkers
    }

    /// Nothing waits, no worker runs, and handlers take no time to speak of: the transport's thread may as well run them. Told
    /// to the only thread that adds.
    var mayBePassed: Bool { isPassed.load(ordering: .acquiring) }

    /// Whether it is time to ``note(nanoseconds:)`` how long the next handler takes: now and then only, as a look at the clock
    /// costs more than many a handler.
    var mustNote: Bool {
        let count = passed.load(ordering: .relaxed)
        passed.store(count &+ 1, ordering: .relaxed)
        return count & 7 == 0
    }

    /// Says how long a handler took that was run without waiting here.
    func note(nanoseconds: Int64) {
        state.withLock { state in
            state.nanoseconds += (nanoseconds - state.nanoseconds) / 8
            if state.nanoseconds > Self.longNanoseconds { isPassed.store(false, ordering: .releasing) }
        }
    }

    enum Added {
        case full
        case added
        /// The caller calls ``wake(_:)`` or ``takeBack(_:)``.
        case mustWake
        /// The caller starts another worker.
        case mustHelp
    }

    func add(_ arrival: Arrival) -> Added {
        state.withLock { state in
            guard state.count < limit, !state.isClosed else { return .full }
            state.waiting.append(arrival)
            isPassed.store(false, ordering: .releasing)
            if state.running == 0 {
                state.running = 1
                return .mustWake
            }
            let helps = state.nanoseconds > Self.longNanoseconds || state.count > Self.many
            guard helps, state.running < maximumWorkers else { return .added }
            state.running += 1
            return .mustHelp
        }
    }

    /// Undoes an ``add(_:)`` that said ``Added/mustWake``.
    func takeBack(_ arrival: Arrival) {
        state.withLock { state in
            state.running -= 1
            // Another thread may have added one since.
            let place = state.waiting.lastIndex { $0.token == arrival.token }
            if let place, place >= state.first { state.waiting.remove(at: place) }
        }
    }

    /// - Returns: `false` where the worker has ended.
    func wake(_ work: Work) -> Bool {
        let (parked, isOver) = state.withLock { state in
            let parked = state.parked
            state.parked = nil
            if parked == nil, !state.isClosed { state.next = work }
            return (parked, parked == nil && state.isClosed)
        }
        parked?.resume(returning: work)
        return !isOver
    }

    /// Returns when there is something to do; `nil` when there never will be again.
    func park() async -> Work? {
        await withUnsafeContinuation { continuation in
            let (isOver, work) = state.withLock { state -> (Bool, Work?) in
                if let work = state.next {
                    state.next = nil
                    return (true, work)
                }
                if state.isClosed { return (true, nil) }
                state.parked = continuation
                return (false, nil)
            }
            if isOver { continuation.resume(returning: work) }
        }
    }

    /// Lets the worker end.
    func close() {
        let parked = state.withLock { state in
            state.isClosed = true
            let parked = state.parked
            state.parked = nil
            return parked
        }
        parked?.resume(returning: nil)
    }

    /// Takes some of those that have waited longest.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - batch: What the caller had taken before, in whose place they come; all of it is handled.
    ///   - nanoseconds: How long that took.
    /// - Returns: `false` where there is none: the worker ends, or parks.
    func take(_ count: Int, into batch: inout [Arrival], after nanoseconds: Int64) -> Bool {
        let handled = Int64(batch.count)
        batch.removeAll(keepingCapacity: true)
        return state.withLock { state in
            if handled > 0 { state.nanoseconds += (nanoseconds / handled - state.nanoseconds) / 8 }
            guard state.count > 0 else {
                state.waiting.removeAll(keepingCapacity: state.waiting.count <= 4_096)
                state.first = 0
                state.running -= 1
                if state.running == 0 {
                    isPassed.store(state.nanoseconds <= Self.longNanoseconds, ordering: .releasing)
                }
                return false
            }
            let end = min(state.first + count, state.waiting.count)
            batch.append(contentsOf: state.waiting[state.first..<end])
            state.taken &+= UInt64(end - state.first)
            state.first = end
            // Moved down once in a while, so that a queue which never empties does not grow.
            if state.first > 1_024, state.first * 2 > state.waiting.count {
                state.waiting.removeFirst(state.first)
                state.first = 0
            }
            return true
        }
    }

    // MARK: - Watching

    /// - Returns: Whether the caller is to call ``isStuck(_:)`` every ``watchInterval`` from now on.
    func mustWatch() -> Bool {
        guard maximumWorkers > 1 else { return false }
        return state.withLock { state in
            defer { state.isWatched = true }
            return !state.isWatched
        }
    }

    /// What a watcher remembers from one look to the next.
    struct Look {
        fileprivate var taken: UInt64 = 0
        fileprivate var idle = 0
        /// Nothing has come for a while: there is nothing to watch.
        var isOver: Bool { idle > ArrivalQueue.idleLooks }
    }

    /// Whether nothing has been taken since the last look though some wait; then the caller starts another worker.
    func isStuck(_ look: inout Look) -> Bool {
        state.withLock { state in
            defer { look.taken = state.taken }
            look.idle = state.running == 0 ? look.idle + 1 : 0
            if look.isOver || state.isClosed {
                look.idle = .max
                state.isWatched = false
                return false
            }
            guard state.taken == look.taken, state.count > 0, 1..<maximumWorkers ~= state.running else { return false }
            state.running += 1
            return true
        }
    }
}
