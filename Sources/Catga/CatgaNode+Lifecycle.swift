public import CCatgaCalls
import Synchronization

/// How far a node's life has come.
enum Lifecycle: UInt8, AtomicRepresentable {
    case open
    /// Whatever is in flight may still send and publish; nothing else may.
    case draining
    case closed
}

extension CatgaNode {
    static let refusal = CatgaError(
        code: .shuttingDown,
        message: "The node is shutting down and takes no new message",
        isRetryable: true
    )

    /// Counts a call in that takes the long way. Every `admit` that returns is paired with a `leave`.
    ///
    /// - Throws: ``CatgaError/Code/shuttingDown``.
    func admit() throws(CatgaError) {
        hold()
        switch lifecycle.load(ordering: .sequentiallyConsistent) {
        case .open: return
        // Some call besides this one, on whose behalf it may be made.
        case .draining where callsInFlight > 1: return
        case .draining, .closed:
            leave()
            throw Self.refusal
        }
    }

    /// Counts work that was accepted before and goes on whatever the phase. Paired with a `leave`.
    func hold() {
        catga_calls_enter(calls)
    }

    /// Counts a call out. Called by generated code, once for every ``enter(_:_:)`` that found a handler.
    @inlinable
    @inline(__always)
    public func leave() {
        catga_calls_leave(calls)
    }

    var isDraining: Bool { lifecycle.load(ordering: .acquiring) != .open }
    var callsInFlight: Int { Int(catga_calls_in_flight(calls)) }

    func drain() {
        _ = lifecycle.compareExchange(expected: .open, desired: .draining, ordering: .sequentiallyConsistent)
        closeShortcut()
        catga_calls_barrier()
    }

    func close() {
        lifecycle.store(.closed, ordering: .sequentiallyConsistent)
        catga_calls_barrier()
    }
}
