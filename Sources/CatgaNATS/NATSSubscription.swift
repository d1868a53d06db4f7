import CNATS
import Catga

/// One subscription. Owns the C handle; keeps its connection alive. What it calls lives until libnats calls it no more.
final class NATSSubscription: @unchecked Sendable {
    /// Called on the subscription's own thread with a message that is the callee's to destroy, and the subscription's handle.
    typealias Hear = @Sendable (_ message: OpaquePointer, _ subscription: OpaquePointer) -> Void

    private final class Callee: Sendable {
        let hear: Hear
        init(_ hear: @escaping Hear) { self.hear = hear }
    }

    private let handle: OpaquePointer
    private let connection: NATSConnection

    init(
        _ connectionHandle: OpaquePointer,
        _ connection: NATSConnection,
        _ subject: String,
        _ group: String?,
        _ hear: @escaping Hear
    ) throws(CatgaError) {
        self.connection = connection
        // Held for libnats' thread, which may call back after this object is gone.
        let callee = Unmanaged.passRetained(Callee(hear))
        let closure = callee.toOpaque()
        var made: OpaquePointer?
        let status =
            if let group {
                natsConnection_QueueSubscribe(&made, connectionHandle, subject, group, Self.callback, closure)
            } else {
                natsConnection_Subscribe(&made, connectionHandle, subject, Self.callback, closure)
            }
        guard status == NATS_OK, let made else {
            // Nothing is handed over for a subscription that the server has not heard of.
            callee.release()
            throw CatgaError(
                code: .transport,
                message: "NATS: subscribing to \(subject) failed: \(String(cString: natsStatus_GetText(status)))"
            )
        }
        handle = made
        // Called once, after the last message. Where it cannot be set, as the connection was closed meanwhile, a message may
        // still be on its way to the callee: that is left for good rather than freed too early.
        _ = natsSubscription_SetOnCompleteCB(made, Self.completed, closure)
    }

    private static let completed: natsOnCompleteCB = { closure in
        if let closure { Unmanaged<Callee>.fromOpaque(closure).release() }
    }

    private static let callback: natsMsgHandler = { _, subscription, message, closure in
        guard let message, let subscription, let closure else { return }
        Unmanaged<Callee>.fromOpaque(closure).takeUnretainedValue().hear(message, subscription)
    }

    /// They hear of nothing new; returns when all that came has been handed over. A handle that was not drained must not be
    /// destroyed while messages come.
    static func drain(_ subscriptions: [NATSSubscription]) async {
        await offTheTasks {
            let draining = subscriptions.filter { natsSubscription_Drain($0.handle) == NATS_OK }
            // While the server is away nothing comes, and it does not say that nothing will.
            guard draining.first?.connection.isConnected == true else { return }
            // For all of them together: a server that stands still answers none.
            let end = ContinuousClock.now + .seconds(2)
            for subscription in draining {
                let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
                _ = natsSubscription_WaitForDrainCompletion(subscription.handle, max(Int64(left), 1))
            }
        }
    }

    /// Messages that came to a subscription and were not handed over yet.
    static func waiting(_ subscription: OpaquePointer) -> Int {
        var count: UInt64 = 0
        return natsSubscription_QueuedMsgs(subscription, &count) == NATS_OK ? Int(clamping: count) : 0
    }

    /// Lets so many messages wait to be handed over, and not fewer than libnats itself would, each of a KiB on average.
    func allow(waiting count: Int) {
        let count = min(max(count, 65_536), Int(Int32.max) >> 10)
        _ = natsSubscription_SetPendingLimits(handle, Int32(count), Int32(count << 10))
    }

    /// Lets wait whatever comes, for a subscription to which the server sends no more than it is asked for.
    func allowAll() {
        _ = natsSubscription_SetPendingLimits(handle, -1, -1)
    }

    /// Messages that came faster than they were taken, and are lost.
    var dropped: Int64 {
        var count: Int64 = 0
        return natsSubscription_GetDropped(handle, &count) == NATS_OK ? count : 0
    }

    deinit {
        natsSubscription_Destroy(handle)
    }
}
