import Synchronization

/// The requests that wait for an answer, in places that are made once: a request allocates nothing.
///
/// For transports. A place's number is part of the address that the answer comes to; it changes with every use of the
/// place, so that an answer which comes too late finds nobody. One task looks for requests whose time is over, and ends
/// when there has been none for a while.
public final class PendingRequests: Sendable {
    public typealias Answer = Result<Arrival, CatgaError>
    private typealias Waiter = UnsafeContinuation<Void, Never>

    private enum Content {
        case free
        /// Sent, and nobody waits yet.
        case sent
        case waiting(Waiter)
        /// The answer was faster than who waits for it.
        case answered(Answer)
    }

    private struct Place {
        /// Changes with every use.
        var generation: UInt32 = 1
        var content = Content.free
        var end = ContinuousClock.now
        var mayBeSentAgain = false
    }

    private struct State {
        var places: [Place]
        var free: [UInt32]
        /// Places from here on were never taken.
        var used = 0
        var isSweeping = false
        /// Nobody may wait any more, and why.
        var closure: CatgaError?
    }

    private let state: Mutex<State>
    private static let sweepInterval = Duration.milliseconds(10)
    /// Sweeps without a waiting request until the task ends.
    private static let idleSweeps = 100

    /// - Parameter limit: Requests that may wait at once.
    public init(limit: Int) {
        state = Mutex(
            State(
                places: [Place](repeating: Place(), count: limit),
                free: (0..<UInt32(limit)).reversed()
            )
        )
    }

    /// Takes a place for a request that is about to be sent.
    ///
    /// - Parameter mayBeSentAgain: It does no harm, and ``failRepeatable(_:)`` may end it.
    /// - Returns: The number that the answer must name, and how many requests there are now, this one included. The place is
    ///   given back by exactly one call of ``answer(to:)`` or ``abandon(_:)``.
    /// - Throws: ``CatgaError/Code/overloaded`` where all places are taken; what ``close(_:)`` was called with.
    public func begin(
        timeoutMilliseconds: UInt64,
        mayBeSentAgain: Bool = false
    ) throws(CatgaError) -> (number: UInt64, count: Int) {
        let end = ContinuousClock.now + .milliseconds(Int64(min(timeoutMilliseconds, 1 << 40)))
        var failure: CatgaError?
        var mustSweep = false
        let begun = state.withLock { state -> (UInt64, Int) in
            if let closure = state.closure {
                failure = closure
                return (0, 0)
            }
            guard let index = state.free.popLast() else {
                failure = Self.overload(state.places.count)
                return (0, 0)
            }
            state.used = max(state.used, Int(index) + 1)
            mustSweep = !state.isSweeping
            state.isSweeping = true
            state.places[Int(index)].content = .sent
            state.places[Int(index)].end = end
            state.places[Int(index)].mayBeSentAgain = mayBeSentAgain
            let number = UInt64(state.places[Int(index)].generation) << 32 | UInt64(index)
            return (number, state.places.count - state.free.count)
        }
        if mustSweep { Task { await self.sweep() } }
        if let failure { throw failure }
        return begun
    }

    /// Gives a place back whose request was not sent.
    public func abandon(_ number: UInt64) {
        state.withLock { state in
            guard let index = Self.index(number, in: state) else { return }
            Self.release(index, in: &state)
        }
    }

    /// Waits for the answer to a request that was sent.
    ///
    /// - Throws: ``CatgaError/Code/timeout``, ``CatgaError/Code/cancelled``, what ``close(_:)`` was called with.
    public nonisolated(nonsending) func answer(to number: UInt64) async throws(CatgaError) -> Arrival {
        if let answer = taken(number) { return try answer.get() }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
                if !wait(number, continuation) { continuation.resume() }
            }
        } onCancel: {
            finish(number, .failure(CatgaError.cancelledWait))
        }
        // Who waited was answered.
        return try (taken(number) ?? .failure(CatgaError.cancelledWait)).get()
    }

    /// Ends a request; whoever waits goes on.
    ///
    /// - Returns: `false` where nobody waits under that number: the answer is the caller's to settle.
    @discardableResult
    public func finish(_ number: UInt64, _ answer: Answer) -> Bool {
        var waiter: Waiter?
        let isFinished = state.withLock { state in
            guard let index = Self.index(number, in: state) else { return false }
            switch state.places[index].content {
            case .free, .answered: return false
            case .sent: break
            case .waiting(let continuation): waiter = continuation
            }
            state.places[index].content = .answered(answer)
            return true
        }
        waiter?.resume()
        return isFinished
    }

    /// Ends all waits and lets none begin.
    public func close(_ error: CatgaError) {
        let waiting = state.withLock { state in
            state.closure = error
            return Self.end(.failure(error), in: &state) { _ in true }
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Ends the waits for what may be sent again: whoever waits does.
    public func failRepeatable(_ error: CatgaError) {
        let waiting = state.withLock { state in Self.end(.failure(error), in: &state) { $0.mayBeSentAgain } }
        for continuation in waiting { continuation.resume() }
    }

    // MARK: - Places

    /// - Returns: `false` where the answer is there, and nobody needs to wait.
    private func wait(_ number: UInt64, _ waiter: Waiter) -> Bool {
        state.withLock { state in
            guard let index = Self.index(number, in: state) else { return false }
            if case .answered = state.places[index].content { return false }
            state.places[index].content = .waiting(waiter)
            return true
        }
    }

    /// Gives the place back, if the answer is there.
    private func taken(_ number: UInt64) -> Answer? {
        state.withLock { state in
            // Given back by nobody but who asks for the answer.
            guard let index = Self.index(number, in: state) else { return .failure(CatgaError.cancelledWait) }
            guard case .answered(let answer) = state.places[index].content else { return nil }
            Self.release(index, in: &state)
            return answer
        }
    }

    private static func index(_ number: UInt64, in state: borrowing State) -> Int? {
        let index = Int(number & 0xFFFF_FFFF)
        guard index < state.places.count,
            state.places[index].generation == UInt32(truncatingIfNeeded: number >> 32)
        else { return nil }
        return index
    }

    private static func release(_ index: Int, in state: inout State) {
        state.places[index].content = .free
        // Never 0, and so no number is.
        state.places[index].generation = max(state.places[index].generation &+ 1, 1)
        state.free.append(UInt32(index))
    }

    /// Answers those for whom `isOver` holds.
    ///
    /// - Returns: Those of them who wait.
    private static func end(_ answer: Answer, in state: inout State, where isOver: (Place) -> Bool) -> [Waiter] {
        var waiting: [Waiter] = []
        for index in 0..<state.used {
            switch state.places[index].content {
            case .sent where isOver(state.places[index]):
                state.places[index].content = .answered(answer)
            case .waiting(let waiter) where isOver(state.places[index]):
                waiting.append(waiter)
                state.places[index].content = .answered(answer)
            case .free, .sent, .waiting, .answered: break
            }
        }
        return waiting
    }

    private static func overload(_ count: Int) -> CatgaError {
        CatgaError(code: .overloaded, message: "\(count) requests wait for answers already", isRetryable: true)
    }

    // MARK: - Time

    private func sweep() async {
        var idle = 0
        let late = CatgaError(
            code: .timeout,
            message: "No answer came in time; whether the handler ran is not known",
            isRetryable: true
        )
        while true {
            // Not cancelled by anybody, and so it does not throw.
            try? await Task.sleep(for: Self.sweepInterval)
            let now = ContinuousClock.now
            let (ended, isOver) = state.withLock { state in
                idle = state.free.count == state.places.count ? idle + 1 : 0
                if idle > Self.idleSweeps || state.closure != nil { state.isSweeping = false }
                return (Self.end(.failure(late), in: &state) { $0.end <= now }, !state.isSweeping)
            }
            for continuation in ended { continuation.resume() }
            if isOver { return }
        }
    }
}
