public import Synchronization

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

    /// Counts a call in. Every `enter` that returns is paired with a `leave`.
    ///
    /// - Throws: ``CatgaError/Code/shuttingDown``.
    func enter() throws(CatgaError) {
        let before = calls.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue
        switch lifecycle.load(ordering: .sequentiallyConsistent) {
        case .open: return
        case .draining where before > 0: return
        case .draining, .closed:
            leave()
            throw Self.refusal
        }
    }

    /// Counts work that was accepted before and goes on whatever the phase. Paired with a `leave`.
    func hold() {
        calls.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }

    @inlinable
    func leave() {
        calls.wrappingSubtract(1, ordering: .releasing)
    }

    var isDraining: Bool { lifecycle.load(ordering: .acquiring) != .open }
    var callsInFlight: Int { calls.load(ordering: .sequentiallyConsistent) }

    func drain() {
        _ = lifecycle.compareExchange(expected: .open, desired: .draining, ordering: .sequentiallyConsistent)
        closeShortcut()
    }

    func close() {
        lifecycle.store(.closed, ordering: .sequentiallyConsistent)
    }
}
