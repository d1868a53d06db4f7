#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One handler that did not take one message.
public struct DeliveryFailure: Sendable {
    public let delivery: Delivery
    public let context: Context
    public let error: CatgaError
    /// The message's position in the table, for a second try.
    let handlerPosition: Int

    func writeToStandardError() {
        let line =
            "catga: \(delivery.handler) failed for \(delivery.wireName) \(context.messageID) "
            + "on attempt \(context.attempt): \(error)\n"
        // One write a line, so that lines of several threads do not mix. Nothing can be done where it fails.
        _ = Array(line.utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }
}

/// A reliable event that a handler did not take in all its attempts, kept so that it can be looked at and sent again.
public struct DeadLetter: Sendable {
    public let failure: DeliveryFailure
    /// The event's payload in wire form.
    public let payload: [UInt8]
}

extension CatgaError {
    /// What a publisher is told when handlers failed: who, and why.
    init(_ failures: [DeliveryFailure], of handlerCount: Int) {
        let list = failures.map { "\($0.delivery.handler): \($0.error)" }.joined(separator: "; ")
        let event = failures.first.map { "\($0.delivery.wireName)" } ?? "the event"
        self.init(
            code: .handlerFailed,
            message: "\(failures.count) of \(handlerCount) handlers of \(event) failed: \(list)",
            isRetryable: failures.allSatisfy(\.error.isRetryable)
        )
    }
}
