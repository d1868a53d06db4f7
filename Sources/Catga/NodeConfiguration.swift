#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

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

    /// The group of a node that names none.
    public static let defaultService = "catga-group"

    /// The node's id, unlike that of any other node on the bus: letters, digits, `-` and `_`. Where it is `nil`, one is made up
    /// anew with every start.
    public var name: String?
    /// The nodes that share work: of those with one service name, one hears of an event, and one answers a request.
    public var service = defaultService
    /// Makes the connection to other nodes; `nil` for a node that is alone. Set by ``inMemory(_:service:name:)`` and by the
    /// modules for brokers.
    public var transport: (@Sendable (NodeIdentity, NodeConfiguration) async throws(CatgaError) -> Transport)?
    /// How long one try of a request to another node waits for the answer.
    public var requestTimeoutMilliseconds: UInt64 = 5_000
    /// How often a request to other nodes is tried, where trying again does no harm.
    public var requestRetries = RetrySchedule(maximumAttempts: 3, baseMilliseconds: 50, maximumMilliseconds: 2_000)
    /// How long after its first failure a message that is to be kept is tried again at least, with the waits of
    /// ``requestRetries`` and however often: a stream whose leader was lost has none for some seconds. One that the broker has
    /// no room for is tried as often as ``requestRetries`` says.
    public var storeRetryMilliseconds: UInt64 = 10_000
    /// Requests from other nodes handled at once; more are refused with ``CatgaError/Code/overloaded``.
    public var maximumConcurrentRequests = 1_000
    /// Events of one type from other nodes that may wait for their handlers; more are dropped and counted, except such as are
    /// stored, which come again.
    public var maximumWaitingEvents = 10_000
    /// Replies to commands and deliveries of stored events that are remembered, so that a message which comes again has no
    /// second effect.
    public var maximumRememberedMessages = 100_000
    /// How message ids are laid out; the same on every process of one bus.
    public var idLayout = SnowflakeLayout.standard
    /// The node's number in message ids, 0…511 in the standard layout; different for each process on one bus. Where it is
    /// `nil`, the environment variable `WORKER_ID` says it, else the ordinal at the end of the host name (3 of a
    /// StatefulSet's `orders-3`), else it is 0. A node that joins others is refused the number of another one, and takes a free
    /// one where nobody said which.
    public var worker: UInt16?
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
    /// How much of a payload that arrives as bytes is read before it is refused.
    public var wireLimits = WireLimits()
    /// The clock. Tests and simulations bring their own.
    public var time = TimeSource.system
    /// Hears of every delivery that failed for good and that no caller is told of by a thrown error.
    /// The default writes one line to standard error.
    public var onFailure: @Sendable (DeliveryFailure) -> Void = { $0.writeToStandardError() }

    public init() {}
}

extension NodeConfiguration {
    /// The worker number, with what the process's surroundings say where none is configured.
    ///
    /// - Throws: ``CatgaError/Code/configuration`` where `worker` or `WORKER_ID` is not a number that the layout holds.
    func resolvedWorker() throws(CatgaError) -> WorkerNumber {
        try WorkerNumber(
            configured: worker,
            variable: getenv(WorkerNumber.variableName).map { String(cString: $0) },
            hostName: Self.hostName(),
            maximum: idLayout.maximumWorker
        )
    }

    /// `nil` where the system does not say. Room for the longest name that POSIX and Linux allow, and its end.
    private static func hostName() -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { name in
            guard let start = name.baseAddress, gethostname(start, name.count - 1) == 0 else { return nil }
            name[name.count - 1] = 0
            return String(cString: start)
        }
    }
}
