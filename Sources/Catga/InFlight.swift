import Synchronization

/// Counts the calls a node is busy with and lets no new one in once it shuts down.
final class InFlight: Sendable {
    private enum Phase: UInt8, AtomicRepresentable {
        case open
        /// Whatever is in flight may still send and publish; nothing else may.
        case draining
        case closed
    }

    private let calls = Atomic<Int>(0)
    private let phase = Atomic<Phase>(.open)

    static let refusal = CatgaError(
        code: .shuttingDown,
        message: "The node is shutting down and takes no new message",
        isRetryable: true
    )

    /// Every `enter` that returns is paired with a `leave`.
    ///
    /// - Throws: ``CatgaError/Code/shuttingDown``.
    func enter() throws(CatgaError) {
        let before = calls.add(1, ordering: .acquiringAndReleasing).oldValue
        switch phase.load(ordering: .acquiring) {
        case .open: return
        case .draining where before > 0: return
        case .draining, .closed:
            leave()
            throw Self.refusal
        }
    }

    /// Counts work that was accepted before and goes on whatever the phase. Paired with a `leave`.
    func hold() {
        calls.add(1, ordering: .acquiringAndReleasing)
    }

    func leave() {
        calls.subtract(1, ordering: .acquiringAndReleasing)
    }

    var count: Int { calls.load(ordering: .acquiring) }
    var isDraining: Bool { phase.load(ordering: .acquiring) != .open }

    func drain() {
        _ = phase.compareExchange(expected: .open, desired: .draining, ordering: .acquiringAndReleasing)
    }

    func close() {
        phase.store(.closed, ordering: .releasing)
    }
}
