extension CatgaNode {
    /// Sees to it that handlers which failed hear of a reliable event again: after a wait, up to the configured number
    /// of attempts; then it is a dead letter. Called by generated code.
    ///
    /// - Parameter payload: The event in wire form.
    public func redeliver(_ failures: [DeliveryFailure], payload: [UInt8]) {
        for failure in failures {
            let delay = configuration.redelivery.delayMilliseconds(
                after: failure.context.attempt,
                random: UInt64.random(in: 0...UInt64.max)
            )
            guard let delay, redeliver(failure, payload: payload, after: delay) else {
                bury(failure, payload)
                continue
            }
        }
    }

    /// - Returns: Whether there was room to wait.
    private func redeliver(_ failure: DeliveryFailure, payload: [UInt8], after milliseconds: UInt64) -> Bool {
        redeliveries.add(
            after: { try await self.configuration.time.sleepMilliseconds(milliseconds) },
            {
                self.hold()
                defer { self.leave() }
                var context = failure.context
                context.attempt += 1
                do throws(CatgaError) {
                    let (typeID, position) = (failure.delivery.typeID, failure.handlerPosition)
                    try await self.receive(payload[...], typeID, context, only: position)
                } catch {
                    self.bury(failure, payload)
                }
            },
            orGiveUp: { self.bury(failure, payload) }  // Shut down before its time came.
        )
    }

    private func receive(
        _ payload: ArraySlice<UInt8>,
        _ typeID: UInt64,
        _ context: Context,
        only position: Int
    ) async throws(CatgaError) {
        let node = try nodeTable()
        guard let slot = node.pointee.table.slot(of: typeID) else { return }
        _ = try await node.pointee.receivers[slot](self, payload, context, position)
    }

    /// Tells of what handlers failed that the transport keeps, where that was their last attempt: it knows nothing of the reason.
    func reportLast(_ failures: [DeliveryFailure]) {
        guard configuration.redelivery.delayMilliseconds(after: 1, random: 0) == nil else { return }
        for failure in failures { configuration.onFailure(failure) }
    }

    private func bury(_ failure: DeliveryFailure, _ payload: [UInt8]) {
        // It was kept after all, and came from the transport.
        if let link, link.inbox.contains(failure.context.messageID, failure.handlerPosition) { return }
        letters.add(DeadLetter(failure: failure, payload: payload))
        configuration.onFailure(failure)
    }

    /// Reliable events that some handler of this process did not take in all its attempts, oldest first; at most
    /// ``NodeConfiguration/maximumDeadLetters``. What a transport keeps is not among them: it sets aside itself.
    public var deadLetters: [DeadLetter] { letters.all }
}
