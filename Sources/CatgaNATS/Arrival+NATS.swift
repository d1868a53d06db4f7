import CNATS
import Catga

/// The arrivals of this transport: the token is the message, which whoever settles destroys. Answers that came in a bundle
/// share its message.
extension Arrival {
    /// - Parameters:
    ///   - attempt: 0 for what JetStream does not keep.
    ///   - isAnswer: Nobody waits for another, whatever its sender says.
    init(_ message: OpaquePointer, attempt: UInt32, from consumer: PullConsumer? = nil, isAnswer: Bool = false) {
        self.init(
            bytes: UnsafeRawBufferPointer(
                start: natsMsg_GetData(message),
                count: Int(max(natsMsg_GetDataLength(message), 0))
            ),
            attempt: attempt,
            expectsAnswer: attempt == 0 && !isAnswer && natsMsg_GetReply(message) != nil,
            token: UnsafeMutableRawPointer(message),
            owner: consumer
        )
    }

    var message: OpaquePointer { OpaquePointer(token) }

    var replySubject: String? {
        natsMsg_GetReply(message).map { String(cString: $0) }
    }

    /// The server's own answer where nobody listens.
    var isNoResponders: Bool { natsMsg_IsNoResponders(message) }

    /// One of a bundle, which owns the message.
    private var isShared: Bool { attempt == 0 && owner != nil }

    /// The arrival has come to its end.
    func destroyMessage() {
        if !isShared { SpentMessages.add(message) }
    }
}
