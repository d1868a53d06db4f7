/// How a node behaves. Start from a transport and change what you need:
///
/// ```swift
/// var configuration = NodeConfiguration.embedded
/// configuration.behaviors = [logging]
/// let node = try await CatgaNode(configuration)
/// ```
public struct NodeConfiguration: Sendable {
    /// One process, no broker: messages meet their handlers in memory, reliable events are redelivered from memory and
    /// dead letters are kept in memory. What is pending is lost when the process dies.
    public static let embedded = NodeConfiguration()

    /// The node's number in message ids, 0…1023; different for each process on one bus.
    public var worker: UInt16 = 0
    /// Steps around every handler, the first one outermost.
    public var behaviors: [Behavior] = []
    /// How often and when a reliable event is delivered again to a handler that failed.
    public var redelivery = RetrySchedule()
    /// Redeliveries that may wait at once. Beyond it a failed delivery becomes a dead letter at once.
    public var maximumPendingRedeliveries = 10_000
    /// Dead letters kept; more are reported to `onFailure` and not kept.
    public var maximumDeadLetters = 1_000
    /// Bytes a frame may have, header included.
    public var maximumFrameSize = Envelope.defaultMaximumFrameSize
    /// The clock. Tests and simulations bring their own.
    public var time = TimeSource.system
    /// Hears of every delivery that failed for good and that no caller is told of by a thrown error.
    /// The default writes one line to standard error.
    public var onFailure: @Sendable (DeliveryFailure) -> Void = { $0.writeToStandardError() }

    public init() {}
}
