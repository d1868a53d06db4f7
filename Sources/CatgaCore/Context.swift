/// What a handler may know about the delivery of its message.
///
/// A plain value of eight words: nothing is allocated or counted when it is passed on.
public struct Context: Hashable, Sendable {
    /// The message's id, unique among all nodes. 0 for a message handed straight to a handler of the same process
    /// without a context of the caller's: nothing needs to tell it apart, and making an id costs more than the call.
    public var messageID: UInt64
    /// The id of the message that started the chain this one belongs to; 0 as above.
    public var correlationID: UInt64
    /// The sending node's number; 0 for this process.
    public var sourceNode: UInt64
    /// When the sender stops waiting, in milliseconds since 1970-01-01 UTC; 0 for never.
    public var deadlineMilliseconds: UInt64
    /// 1 for the first delivery, 2 for the first redelivery, and so on.
    public var attempt: UInt32
    /// The message came from another process and is for this one: it is not sent on by its route. Handlers never see it set.
    @usableFromInline package var hasArrived = false
    @usableFromInline var traceFlags: UInt8
    @usableFromInline var traceIDHigh: UInt64
    @usableFromInline var traceIDLow: UInt64
    @usableFromInline var traceParentID: UInt64

    /// The trace that the message belongs to, and the span that sent it; `nil` for none. Whoever sends on with this context
    /// sends on the trace. One without meaning, whose ids are zero, is none.
    @inlinable
    public var trace: TraceContext? {
        get {
            let trace = TraceContext(
                traceIDHigh: traceIDHigh,
                traceIDLow: traceIDLow,
                parentID: traceParentID,
                flags: traceFlags
            )
            return trace.isValid ? trace : nil
        }
        set {
            traceIDHigh = newValue?.traceIDHigh ?? 0
            traceIDLow = newValue?.traceIDLow ?? 0
            traceParentID = newValue?.parentID ?? 0
            traceFlags = newValue?.flags ?? 0
        }
    }

    @inlinable
    public init(
        messageID: UInt64 = 0,
        correlationID: UInt64 = 0,
        sourceNode: UInt64 = 0,
        deadlineMilliseconds: UInt64 = 0,
        attempt: UInt32 = 1,
        trace: TraceContext? = nil
    ) {
        self.messageID = messageID
        self.correlationID = correlationID
        self.sourceNode = sourceNode
        self.deadlineMilliseconds = deadlineMilliseconds
        self.attempt = attempt
        traceIDHigh = trace?.traceIDHigh ?? 0
        traceIDLow = trace?.traceIDLow ?? 0
        traceParentID = trace?.parentID ?? 0
        traceFlags = trace?.flags ?? 0
    }
}
