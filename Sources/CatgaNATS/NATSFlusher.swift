import CNATS
import Foundation
import Synchronization

/// Writes what a gathering connection has gathered, as soon as the server has taken what was written before: under load every
/// write holds what came meanwhile, and without it nothing waits. libnats alone would wait for a millisecond.
///
/// A thread of its own, which sleeps while there is nothing to write, as the server's word is waited for.
final class NATSFlusher: @unchecked Sendable {
    /// Kept by its owner until ``stop()`` has returned.
    private let handle: OpaquePointer
    /// What it hands over before it writes.
    let bundles: AnswerBundles
    private let isAsked = Atomic<Bool>(false)
    private let isStopped = Atomic<Bool>(false)
    private let wake = DispatchSemaphore(value: 0)
    private let end = DispatchSemaphore(value: 0)
    /// How long an answer may wait in a bundle while the server does not say that it has what was written before.
    private static let bundleMilliseconds: Int64 = 1
    private static let timeoutMilliseconds: Int64 = 1_000
    private let flushing = Mutex(())

    init(_ handle: OpaquePointer) {
        self.handle = handle
        bundles = AnswerBundles(handle)
        let thread = Thread { self.run() }
        thread.name = "catga-nats-flush"
        thread.start()
    }

    private func run() {
        while true {
            wake.wait()
            if isStopped.load(ordering: .acquiring) { break }
            // Before the write: what is published during it asks again.
            isAsked.store(false, ordering: .sequentiallyConsistent)
            let timeout = bundles.seal() ? Self.bundleMilliseconds : Self.timeoutMilliseconds
            // While it is not connected libnats keeps what there is, and writes it when it is.
            flushing.withLock { _ in _ = natsConnection_FlushTimeout(handle, timeout) }
        }
        end.signal()
    }

    /// Writes what was published and waits for the server's word. Not beside the thread's own wait: where one begins as another
    /// ends, libnats 3.4 may take the end of one for that of the other.
    func flush(timeoutMilliseconds: Int64) -> natsStatus {
        bundles.seal()
        return flushing.withLock { _ in natsConnection_FlushTimeout(handle, timeoutMilliseconds) }
    }

    /// What was published is to be written soon.
    func ask() {
        if isAsked.load(ordering: .relaxed) { return }
        if !isAsked.exchange(true, ordering: .sequentiallyConsistent) { wake.signal() }
    }

    /// Waits until the thread has let go of the connection. Called once, on a thread that may wait.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        wake.signal()
        end.wait()
    }
}
