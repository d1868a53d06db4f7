/// What was left when a node had shut down.
public struct ShutdownReport: Hashable, Sendable {
    /// Calls that had not returned when the grace was over; 0 after a clean end.
    public let unfinishedCalls: Int
    /// Reliable events that are dead letters now, those included that waited for another attempt.
    public let deadLetters: Int

    public var isClean: Bool { unfinishedCalls == 0 && deadLetters == 0 }
}

extension CatgaNode {
    /// Ends the node's work in good order: takes no message from outside any more, finishes what is in flight (which
    /// may itself still send and publish) and the redeliveries that are pending, and refuses everything afterwards.
    ///
    /// A second call does the same again and finds nothing left to do. Calls of `sendNow` are their callers' own and are
    /// not waited for.
    ///
    /// - Parameter graceMilliseconds: The longest to wait. What waits for redelivery then becomes a dead letter.
    @discardableResult
    public func shutdown(graceMilliseconds: UInt64 = 10_000) async -> ShutdownReport {
        let end = ContinuousClock.now.advanced(by: .milliseconds(Int64(min(graceMilliseconds, 1 << 40))))
        await link?.drain()
        drain()
        await idle(until: end) { self.callsInFlight == 0 && self.redeliveries.isEmpty }
        close()
        redeliveries.close()
        await idle(until: end) { self.callsInFlight == 0 && self.redeliveries.isEmpty }
        await link?.close()
        return ShutdownReport(unfinishedCalls: callsInFlight, deadLetters: letters.all.count)
    }

    /// Looks every two milliseconds: shutting down is rare, and a call must not pay for being waited for.
    private func idle(until end: ContinuousClock.Instant, _ isIdle: () -> Bool) async {
        while !isIdle(), ContinuousClock.now < end {
            do {
                try await Task.sleep(for: .milliseconds(2))
            } catch {
                return  // The task that shuts down was cancelled: do not wait any longer.
            }
        }
    }
}
