import Synchronization

/// The requests that wait for an answer, in places that are made once: a request allocates nothing.
///
/// For transports. A place's number is part of the address that the answer comes to; it changes with every use of the
/// place, so that an answer which comes too late finds nobody. One task looks for requests whose time is over, and ends
/// when there has been none for a while.
public final class PendingRequests: Sendable {
    public typealias Answer = Result<Arrival, CatgaError>

    private struct Place {
        /// Changes with every use; even while the place is free.
        var generation: UInt32 = 0
        var continuation: UnsafeContinuation<Answer, Never>?
        var end = ContinuousClock.now
    }

    private struct State {
        var places: [Place]
        var free: [UInt32]
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

    /// Waits for an answer to what `send` sends.
    ///
    /// - Parameter send: Called at once, on the calling thread, with the number that the answer must name.
    public nonisolated(nonsending) func wait(
        timeoutMilliseconds: UInt64,
        _ send: (UInt64) throws(CatgaError) -> Void
    ) async throws(CatgaError) -> Arrival {
        let number = try take()
        let answer = await withTaskCancellationHandler {
            await withUnsafeContinuation { (continuation: UnsafeContinuation<Answer, Never>) in
                guard arm(number, continuation, timeoutMilliseconds) else { return }
                do throws(CatgaError) {
                    try send(number)
                } catch {
                    finish(number, .failure(error))
                }
            }
        } onCancel: {
            finish(number, .failure(CatgaError(code: .cancelled, message: "The task that waited was cancelled")))
        }
        return try answer.get()
    }

    /// Ends a wait; whoever waits goes on.
    ///
    /// - Returns: `false` where nobody waits under that number: the answer is the caller's to settle.
    @discardableResult
    public func finish(_ number: UInt64, _ answer: Answer) -> Bool {
        let (index, generation) = (Int(number & 0xFFFF_FFFF), UInt32(truncatingIfNeeded: number >> 32))
        let continuation: UnsafeContinuation<Answer, Never>? = state.withLock { state in
            guard index < state.places.count, state.places[index].generation == generation else { return nil }
            guard let continuation = state.places[index].continuation else {
                // Cancelled before it waits: arming it will find another number.
                if case .failure = answer, generation & 1 == 1 { state.places[index].generation &+= 2 }
                return nil
            }
            Self.release(UInt32(index), in: &state)
            return continuation
        }
        continuation?.resume(returning: answer)
        return continuation != nil
    }

    /// Ends all waits and lets none begin.
    public func close(_ error: CatgaError) {
        state.withLock { $0.closure = error }
        fail(error)
    }

    /// Ends all waits that there are.
    public func fail(_ error: CatgaError) {
        let waiting = state.withLock { state in Self.releaseAll(in: &state) { _ in true } }
        for continuation in waiting { continuation.resume(returning: .failure(error)) }
    }

    // MARK: - Places

    private func take() throws(CatgaError) -> UInt64 {
        let taken: Result<UInt64, CatgaError> = state.withLock { state in
            if let closure = state.closure { return .failure(closure) }
            guard let index = state.free.popLast() else {
                let count = state.places.count
                return .failure(
                    CatgaError(
                        code: .overloaded, message: "\(count) requests wait for answers already", isRetryable: true)
                )
            }
            state.places[Int(index)].generation &+= 1
            return .success(UInt64(state.places[Int(index)].generation) << 32 | UInt64(index))
        }
        return try taken.get()
    }

    /// - Returns: `false` where the request was cancelled or everything closed meanwhile; then it has been answered.
    private func arm(_ number: UInt64, _ continuation: UnsafeContinuation<Answer, Never>, _ milliseconds: UInt64)
        -> Bool
    {
        let index = Int(number & 0xFFFF_FFFF)
        let refusal: CatgaError? = state.withLock { state in
            let isCurrent = state.places[index].generation == UInt32(truncatingIfNeeded: number >> 32)
            if let closure = state.closure ?? (isCurrent ? nil : Self.cancelled) {
                Self.release(UInt32(index), in: &state)
                return closure
            }
            state.places[index].continuation = continuation
            state.places[index].end = .now + .milliseconds(Int64(min(milliseconds, 1 << 40)))
            if !state.isSweeping {
                state.isSweeping = true
                Task { await self.sweep() }
            }
            return nil
        }
        if let refusal { continuation.resume(returning: .failure(refusal)) }
        return refusal == nil
    }

    private static let cancelled = CatgaError(code: .cancelled, message: "The task that waited was cancelled")

    private static func release(_ index: UInt32, in state: inout State) {
        state.places[Int(index)].continuation = nil
        // To the next even number, whatever it was.
        state.places[Int(index)].generation = (state.places[Int(index)].generation | 1) &+ 1
        state.free.append(index)
    }

    private static func releaseAll(
        in state: inout State,
        where isOver: (Place) -> Bool
    ) -> [UnsafeContinuation<Answer, Never>] {
        var ended: [UnsafeContinuation<Answer, Never>] = []
        for index in state.places.indices {
            guard let continuation = state.places[index].continuation, isOver(state.places[index]) else { continue }
            ended.append(continuation)
            release(UInt32(index), in: &state)
        }
        return ended
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
                return (Self.releaseAll(in: &state) { $0.end <= now }, !state.isSweeping)
            }
            for continuation in ended { continuation.resume(returning: .failure(late)) }
            if isOver { return }
        }
    }
}
